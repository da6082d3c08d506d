package dev.millrace.scorer;

import dev.millrace.column.DoubleColumn;
import dev.millrace.json.Json;
import java.util.Arrays;

/** FLOAT64 from numbers; JSON has no NaN and no infinity. */
final class DoubleCells extends CellColumn {
  private double[] values = new double[1];

  @Override
  String allowed() {
    return "a number";
  }

  @Override
  boolean put(int row, Json value) {
    putNothing(row);
    if (value instanceof Json.Whole whole) {
      values[row] = whole.value();
      return true;
    }
    if (value instanceof Json.Real real) {
      values[row] = real.value();
      return true;
    }
    return false;
  }

  @Override
  void putNothing(int row) {
    if (row == values.length) {
      values = Arrays.copyOf(values, 2 * row);
    }
  }

  @Override
  DoubleColumn build() {
    return DoubleColumn.owning(values, validity());
  }
}

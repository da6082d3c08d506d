package dev.millrace.scorer;

import dev.millrace.column.DoubleColumn;
import java.util.Arrays;

/** FLOAT64 from numbers; JSON has no NaN and no infinity. */
final class DoubleCells extends CellColumn {
  private double[] values = new double[1];

  @Override
  String allowed() {
    return "a number";
  }

  @Override
  boolean putWhole(int row, long value) {
    return putReal(row, (double) value);
  }

  @Override
  boolean putReal(int row, double value) {
    putNothing(row);
    values[row] = value;
    return true;
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

package dev.millrace.scorer;

import dev.millrace.column.ColumnType;
import dev.millrace.column.VectorColumn;
import dev.millrace.json.Json;
import java.util.Arrays;
import java.util.List;

/** Vectors from arrays of as many numbers. */
final class VectorCells extends CellColumn {
  private final ColumnType.FixedVector type;
  private float[] values;

  VectorCells(ColumnType.FixedVector type) {
    this.type = type;
    this.values = new float[type.length()];
  }

  @Override
  String allowed() {
    return "an array of " + type.length() + " numbers within the range of a float";
  }

  @Override
  boolean putItems(int row, List<Json> items) {
    if (items.size() != type.length()) {
      return false;
    }
    putNothing(row);
    for (int i = 0; i < type.length(); i++) {
      Json item = items.get(i);
      float element =
          item instanceof Json.Whole whole
              ? whole.value()
              : item instanceof Json.Real real ? (float) real.value() : Float.NaN;
      if (!Float.isFinite(element)) {
        return false;
      }
      values[row * type.length() + i] = element;
    }
    return true;
  }

  @Override
  void putNothing(int row) {
    int needed = Math.multiplyExact(row + 1, type.length());
    if (needed > values.length) {
      values = Arrays.copyOf(values, (int) Math.min(2L * needed, Integer.MAX_VALUE - 8));
    }
  }

  @Override
  VectorColumn build() {
    return VectorColumn.owning(type, values, validity());
  }
}

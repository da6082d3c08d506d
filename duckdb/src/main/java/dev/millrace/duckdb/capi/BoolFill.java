package dev.millrace.duckdb.capi;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import dev.millrace.column.BoolColumn;
import java.util.Arrays;

/** Booleans of one byte. */
final class BoolFill extends ColumnFill {
  private boolean[] values;

  BoolFill(int capacity) {
    super(capacity);
    this.values = new boolean[capacity];
  }

  @Override
  void copyValues(NativeVector vector, int from, int count, int at) {
    if (at + count > values.length) {
      values = Arrays.copyOf(values, grown(values.length, at + count));
    }
    for (int i = 0; i < count; i++) {
      values[at + i] = vector.data().get(JAVA_BYTE, from + i) != 0;
    }
  }

  @Override
  public BoolColumn column() {
    return BoolColumn.owning(values, validity());
  }
}

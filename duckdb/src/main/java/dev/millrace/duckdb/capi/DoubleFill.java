package dev.millrace.duckdb.capi;

import static java.lang.foreign.ValueLayout.JAVA_DOUBLE_UNALIGNED;

import dev.millrace.column.DoubleColumn;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/** Doubles. */
final class DoubleFill extends ColumnFill {
  private double[] values;

  DoubleFill(int capacity) {
    super(capacity);
    this.values = new double[capacity];
  }

  @Override
  void copyValues(NativeVector vector, int from, int count, int at) {
    if (at + count > values.length) {
      values = Arrays.copyOf(values, grown(values.length, at + count));
    }
    MemorySegment.copy(vector.data(), JAVA_DOUBLE_UNALIGNED, from * 8L, values, at, count);
  }

  @Override
  public DoubleColumn column() {
    return DoubleColumn.owning(values, validity());
  }
}

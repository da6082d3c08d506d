package dev.millrace.duckdb.capi;

import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import dev.millrace.column.ColumnType;
import dev.millrace.column.LongColumn;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/** Integers and times of 8 bytes, dates of 4. */
final class LongFill extends ColumnFill {
  private final ColumnType type;
  private final int storage;
  private long[] values;

  LongFill(ColumnType type, int storage, int capacity) {
    super(capacity);
    this.type = type;
    this.storage = storage;
    this.values = new long[capacity];
  }

  @Override
  void copyValues(NativeVector vector, int from, int count, int at) {
    if (at + count > values.length) {
      values = Arrays.copyOf(values, grown(values.length, at + count));
    }
    if (storage == StorageType.DATE || storage == StorageType.INTEGER) {
      for (int i = 0; i < count; i++) {
        values[at + i] = vector.data().getAtIndex(JAVA_INT_UNALIGNED, from + i);
      }
    } else {
      MemorySegment.copy(vector.data(), JAVA_LONG_UNALIGNED, from * 8L, values, at, count);
    }
  }

  /** The values themselves, for columns that are not part of the table. */
  long[] values() {
    return values;
  }

  @Override
  public LongColumn column() {
    return LongColumn.owning(type, values, validity());
  }
}

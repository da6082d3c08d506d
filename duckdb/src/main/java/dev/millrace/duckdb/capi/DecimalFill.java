package dev.millrace.duckdb.capi;

import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;

import dev.millrace.column.ColumnType;
import dev.millrace.column.DecimalColumn;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/** Decimals of 2, 4, 8 or 16 bytes. */
final class DecimalFill extends ColumnFill {
  private final ColumnType.Decimal type;
  private final int bytes;
  private long[] high;
  private long[] low;

  DecimalFill(ColumnType.Decimal type, int capacity) {
    super(capacity);
    this.type = type;
    this.bytes = StorageType.decimalBytes(type);
    this.high = new long[capacity];
    this.low = new long[capacity];
  }

  @Override
  void copyValues(NativeVector vector, int from, int count, int at) {
    if (at + count > low.length) {
      high = Arrays.copyOf(high, grown(high.length, at + count));
      low = Arrays.copyOf(low, high.length);
    }
    MemorySegment data = vector.data();
    for (int i = 0; i < count; i++) {
      long offset = (long) (from + i) * bytes;
      low[at + i] =
          switch (bytes) {
            case 2 -> data.get(JAVA_SHORT_UNALIGNED, offset);
            case 4 -> data.get(JAVA_INT_UNALIGNED, offset);
            default -> data.get(JAVA_LONG_UNALIGNED, offset);
          };
      high[at + i] = bytes == 16 ? data.get(JAVA_LONG_UNALIGNED, offset + 8) : low[at + i] >> 63;
    }
  }

  @Override
  public DecimalColumn column() {
    return DecimalColumn.owning(type, high, low, validity());
  }
}

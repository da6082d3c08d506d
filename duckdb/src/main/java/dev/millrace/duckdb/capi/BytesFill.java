package dev.millrace.duckdb.capi;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import dev.millrace.column.BytesColumn;
import dev.millrace.column.ColumnType;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/** Text and bytes, entries of 16 bytes: length, then 12 bytes in place or 4 bytes and a pointer. */
@SuppressWarnings("restricted") // reads native memory: that is its job
final class BytesFill extends ColumnFill {
  static final int ENTRY = 16;
  static final int IN_PLACE = 12;
  private static final int EXPECTED_LENGTH = 12;
  private static final MemorySegment MEMORY = MemorySegment.NULL.reinterpret(Long.MAX_VALUE);

  private final ColumnType type;
  private int[] offsets;
  private byte[] bytes;

  BytesFill(ColumnType type, int capacity) {
    super(capacity);
    this.type = type;
    this.offsets = new int[capacity + 1];
    this.bytes = new byte[capacity * EXPECTED_LENGTH];
  }

  @Override
  void copyValues(NativeVector vector, int from, int count, int at) {
    if (at + count >= offsets.length) {
      offsets = Arrays.copyOf(offsets, grown(offsets.length, at + count + 1));
    }
    MemorySegment data = vector.data();
    int end = offsets[at];
    for (int i = 0; i < count; i++) {
      if (!vector.isMissing(from + i)) {
        long entry = (long) (from + i) * ENTRY;
        int length = data.get(JAVA_INT_UNALIGNED, entry);
        if (end > bytes.length - length) {
          bytes = Arrays.copyOf(bytes, grown(bytes.length, Math.addExact(end, length)));
        }
        if (length <= IN_PLACE) {
          copyInPlace(data, entry + 4, end, length);
        } else {
          long address = data.get(JAVA_LONG_UNALIGNED, entry + 8);
          MemorySegment.copy(MEMORY, JAVA_BYTE, address, bytes, end, length);
        }
        end += length;
      }
      offsets[at + i + 1] = end;
    }
  }

  private void copyInPlace(MemorySegment data, long source, int end, int length) {
    for (int i = 0; i < length; i++) {
      bytes[end + i] = data.get(JAVA_BYTE, source + i);
    }
  }

  @Override
  public BytesColumn column() {
    return BytesColumn.owning(type, bytes, Arrays.copyOf(offsets, rows() + 1), validity());
  }
}

package dev.millrace.duckdb.capi;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import dev.millrace.column.BytesColumn;
import dev.millrace.column.ColumnType;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/** Text and bytes. */
@SuppressWarnings("restricted") // reads native memory: that is its job
final class BytesFill extends ColumnFill {
  private static final int EXPECTED_LENGTH = 12;
  private static final MemorySegment MEMORY = MemorySegment.NULL.reinterpret(Long.MAX_VALUE);

  private final ColumnType type;
  private int[] offsets;
  private byte[] bytes;

  BytesFill(ColumnType type, int capacity) {
    super(capacity);
    this.type = type;
    this.offsets = new int[capacity + 1];
    this.bytes = new byte[capacity * EXPECTED_LENGTH + TextEntry.SLACK];
  }

  @Override
  void copyValues(NativeVector vector, int from, int count, int at) {
    if (at + count >= offsets.length) {
      offsets = Arrays.copyOf(offsets, grown(offsets.length, at + count + 1));
    }
    long[] entries = new long[2 * count];
    MemorySegment.copy(
        vector.data(),
        JAVA_LONG_UNALIGNED,
        (long) from * TextEntry.BYTES,
        entries,
        0,
        entries.length);
    int end = offsets[at];
    for (int i = 0; i < count; i++) {
      if (!vector.isMissing(from + i)) {
        int length = TextEntry.length(entries[2 * i]);
        reserve(end, length);
        if (length <= TextEntry.IN_PLACE) {
          TextEntry.unpack(entries[2 * i], entries[2 * i + 1], bytes, end);
        } else {
          MemorySegment.copy(MEMORY, JAVA_BYTE, entries[2 * i + 1], bytes, end, length);
        }
        end += length;
      }
      offsets[at + i + 1] = end;
    }
  }

  @Override
  public long textBytes() {
    return offsets[rows()];
  }

  private void reserve(int end, int length) {
    if (end > bytes.length - TextEntry.SLACK - length) {
      int needed = Math.addExact(end, Math.addExact(length, TextEntry.SLACK));
      bytes = Arrays.copyOf(bytes, grown(bytes.length, needed));
    }
  }

  @Override
  public BytesColumn column() {
    return BytesColumn.owning(type, bytes, Arrays.copyOf(offsets, rows() + 1), validity());
  }
}

package dev.millrace.duckdb.capi;

import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import dev.millrace.column.ColumnType;
import dev.millrace.column.ListColumn;
import java.util.Arrays;

/** Lists: entries of offset and length into the elements, in any order. */
final class ListFill extends ColumnFill {
  static final int ENTRY = 16;
  private final ColumnFill elements;
  private int[] offsets;

  ListFill(ColumnType.ListOf type, int capacity) {
    super(capacity);
    this.elements = ColumnFill.of(StorageType.of(type.element()), capacity * 2);
    this.offsets = new int[capacity + 1];
  }

  @Override
  void copyValues(NativeVector vector, int from, int count, int at) throws Throwable {
    if (at + count >= offsets.length) {
      offsets = Arrays.copyOf(offsets, grown(offsets.length, at + count + 1));
    }
    NativeVector child = vector.child();
    for (int i = 0; i < count; i++) {
      if (!vector.isMissing(from + i)) {
        long entry = (long) (from + i) * ENTRY;
        int start = Math.toIntExact(vector.data().get(JAVA_LONG_UNALIGNED, entry));
        int length = Math.toIntExact(vector.data().get(JAVA_LONG_UNALIGNED, entry + 8));
        elements.append(child, start, length);
      }
      offsets[at + i + 1] = elements.rows();
    }
  }

  @Override
  public long textBytes() {
    return elements.textBytes();
  }

  @Override
  public ListColumn column() {
    return ListColumn.owning(Arrays.copyOf(offsets, rows() + 1), elements.column(), validity());
  }
}

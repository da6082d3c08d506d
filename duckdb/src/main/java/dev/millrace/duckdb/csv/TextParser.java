package dev.millrace.duckdb.csv;

import dev.millrace.column.BytesColumn;
import dev.millrace.column.Column;
import dev.millrace.column.ColumnType;
import java.util.Arrays;

/** UTF8 and BLOB_REF: the text as it is. */
final class TextParser extends FieldParser {
  private static final int EXPECTED_LENGTH = 8;

  private final ColumnType type;
  private final int[] offsets;
  private byte[] bytes;

  TextParser(ColumnType type, int capacity) {
    super(capacity);
    this.type = type;
    this.offsets = new int[capacity + 1];
    this.bytes = new byte[Math.max(64, capacity * EXPECTED_LENGTH)];
  }

  @Override
  boolean parse(int row, byte[] data, int from, int to) {
    int start = offsets[row];
    int end = Math.addExact(start, to - from);
    if (end > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(end, Math.toIntExact(bytes.length * 2L)));
    }
    System.arraycopy(data, from, bytes, start, to - from);
    offsets[row + 1] = end;
    return true;
  }

  @Override
  void skip(int row) {
    offsets[row + 1] = offsets[row];
  }

  @Override
  Column column(int rows) {
    return BytesColumn.owning(type, bytes, Arrays.copyOf(offsets, rows + 1), validity(rows));
  }
}

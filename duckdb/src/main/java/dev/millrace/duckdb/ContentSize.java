package dev.millrace.duckdb;

import dev.millrace.column.Batch;
import dev.millrace.column.BytesColumn;
import dev.millrace.column.Column;
import dev.millrace.column.ColumnType;
import dev.millrace.column.DecimalColumn;
import dev.millrace.column.ListColumn;
import dev.millrace.column.VectorColumn;

/** Bytes of the values of rows, told by the values alone: however they are kept in memory. */
final class ContentSize {
  private ContentSize() {}

  static long of(Batch batch) {
    long bytes = 0;
    for (int i = 0; i < batch.fields().size(); i++) {
      Column column = batch.column(i);
      bytes += of(column, 0, batch.rows());
    }
    return bytes;
  }

  private static long of(Column column, int from, int to) {
    long rows = (long) to - from;
    return switch (column) {
      case BytesColumn texts -> 4 * rows + texts(texts, from, to);
      case ListColumn lists -> 4 * rows + lists(lists, from, to);
      case DecimalColumn decimals -> 16 * rows;
      case VectorColumn vectors -> 4 * rows * ((ColumnType.FixedVector) vectors.type()).length();
      default -> 8 * rows;
    };
  }

  private static long texts(BytesColumn texts, int from, int to) {
    long bytes = 0;
    for (int row = from; row < to; row++) {
      bytes += texts.isMissing(row) ? 0 : texts.lengthAt(row);
    }
    return bytes;
  }

  private static long lists(ListColumn lists, int from, int to) {
    long bytes = 0;
    for (int row = from; row < to; row++) {
      if (!lists.isMissing(row)) {
        int start = lists.startAt(row);
        bytes += of(lists.elements(), start, start + lists.lengthAt(row));
      }
    }
    return bytes;
  }
}

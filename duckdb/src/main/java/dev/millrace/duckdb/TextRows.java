package dev.millrace.duckdb;

import dev.millrace.column.BytesColumn;
import dev.millrace.column.ColumnType;
import dev.millrace.duckdb.capi.ColumnFill;
import dev.millrace.duckdb.capi.Connection;
import dev.millrace.duckdb.capi.RowStream;
import dev.millrace.duckdb.capi.StorageType;
import java.util.ArrayList;
import java.util.List;

/** Small results of texts, such as descriptions of files. */
final class TextRows {
  private TextRows() {}

  /** All rows of a query whose columns are VARCHAR; a missing text is empty. */
  static List<List<String>> read(Connection connection, String sql) {
    List<List<String>> rows = new ArrayList<>();
    try (RowStream stream = connection.stream(sql)) {
      int columns = stream.columns();
      while (stream.next()) {
        List<BytesColumn> texts = new ArrayList<>();
        for (int i = 0; i < columns; i++) {
          ColumnFill fill = ColumnFill.of(StorageType.of(ColumnType.UTF8), stream.rows());
          stream.copy(i, 0, stream.rows(), fill);
          texts.add((BytesColumn) fill.column());
        }
        for (int row = 0; row < stream.rows(); row++) {
          List<String> cells = new ArrayList<>();
          for (BytesColumn text : texts) {
            cells.add(text.isMissing(row) ? "" : text.textAt(row));
          }
          rows.add(cells);
        }
      }
    }
    return rows;
  }
}

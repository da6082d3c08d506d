package dev.millrace.spark;

import dev.millrace.column.Batch;
import dev.millrace.column.Column;
import dev.millrace.column.ColumnName;
import dev.millrace.column.ColumnType;
import dev.millrace.column.Field;
import dev.millrace.column.Fields;
import dev.millrace.spi.data.RowBatch;
import dev.millrace.spi.data.RowIds;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/**
 * Turns rows of Spark into batches: the columns of a scan, then source, ordinal and row hash. It
 * travels to executors and therefore keeps its fields as texts.
 */
final class PartRows implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Rows of one batch; the result of a scan does not depend on it. */
  static final int BATCH = 4096;

  private final String[] names;
  private final String[] types;

  PartRows(Fields fields) {
    names = fields.asList().stream().map(field -> field.name().value()).toArray(String[]::new);
    types = fields.asList().stream().map(field -> field.type().text()).toArray(String[]::new);
  }

  /** Number of columns before the identity. */
  int columns() {
    return names.length;
  }

  RowBatch batch(List<Row> rows) {
    List<Field> fields = new ArrayList<>();
    List<Column> columns = new ArrayList<>();
    for (int position = 0; position < names.length; position++) {
      ColumnType type = ColumnType.parse(types[position]);
      fields.add(new Field(new ColumnName(names[position]), type));
      List<@Nullable Object> cells = new ArrayList<>(rows.size());
      for (Row row : rows) {
        cells.add(row.get(position));
      }
      columns.add(CellColumn.of(type, cells));
    }
    return new RowBatch(new Batch(new Fields(fields), columns, rows.size()), ids(rows));
  }

  private RowIds ids(List<Row> rows) {
    int[] sources = new int[rows.size()];
    long[] ordinals = new long[rows.size()];
    long[] hashes = new long[rows.size()];
    for (int i = 0; i < sources.length; i++) {
      Row row = rows.get(i);
      sources[i] = Math.toIntExact(row.getLong(names.length));
      ordinals[i] = row.getLong(names.length + 1);
      hashes[i] = row.getLong(names.length + 2);
    }
    return RowIds.owning(sources, ordinals, hashes);
  }
}

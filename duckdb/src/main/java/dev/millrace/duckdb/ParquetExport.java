package dev.millrace.duckdb;

import dev.millrace.column.Batch;
import dev.millrace.column.Column;
import dev.millrace.column.Field;
import dev.millrace.column.Fields;
import dev.millrace.duckdb.capi.Connection;
import dev.millrace.duckdb.capi.StorageType;
import dev.millrace.duckdb.capi.TableAppender;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.Problem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Writes a table as one Parquet file, by way of a table in DuckDB that spills. */
final class ParquetExport implements AutoCloseable {
  private static final String TABLE = "exported";

  private final Connection connection;
  private final Fields fields;
  private final List<StorageType> types;
  private final TableAppender appender;

  ParquetExport(Connection connection, Fields fields) {
    requireDistinct(fields);
    this.connection = connection;
    this.fields = fields;
    this.types = fields.asList().stream().map(field -> StorageType.of(field.type())).toList();
    List<String> columns = new ArrayList<>();
    for (int i = 0; i < types.size(); i++) {
      columns.add("c" + i + " " + types.get(i).sql());
    }
    connection.execute("CREATE TEMP TABLE " + TABLE + " (" + String.join(", ", columns) + ")");
    this.appender = connection.append(TABLE, types);
  }

  private static void requireDistinct(Fields fields) {
    if (fields.size() == 0) {
      throw Problem.of(ErrorCode.COLUMN_MISSING, "a Parquet file has at least one column")
          .asException();
    }
    Map<String, Field> seen = new HashMap<>();
    for (Field field : fields) {
      Field other = seen.put(field.name().value().toLowerCase(Locale.ROOT), field);
      if (other != null) {
        throw Problem.of(
                ErrorCode.COLUMN_DUPLICATE,
                "readers of Parquet confuse names that differ only in upper and lower case")
            .found(other.name() + ", " + field.name())
            .next("Write CSV, or rename one of them.")
            .asException();
      }
    }
  }

  boolean add(Batch batch) {
    List<Column> columns = new ArrayList<>();
    for (int i = 0; i < fields.size(); i++) {
      columns.add(batch.column(i));
    }
    appender.append(columns, 0, batch.rows());
    return true;
  }

  boolean finish(Path file) {
    appender.finish();
    List<String> columns = new ArrayList<>();
    for (int i = 0; i < fields.size(); i++) {
      columns.add("c" + i + " AS " + Sql.name(fields.at(i).name().value()));
    }
    connection.execute(
        "COPY (SELECT "
            + String.join(", ", columns)
            + " FROM "
            + TABLE
            + ") TO "
            + Sql.file(file)
            + " (FORMAT parquet, COMPRESSION zstd)");
    return true;
  }

  @Override
  public void close() {
    appender.close();
  }
}

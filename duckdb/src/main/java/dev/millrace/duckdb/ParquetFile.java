package dev.millrace.duckdb;

import dev.millrace.column.ColumnName;
import dev.millrace.duckdb.capi.Connection;
import dev.millrace.duckdb.text.CsvFile;
import dev.millrace.duckdb.text.SourceBytes;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.MillraceException;
import dev.millrace.error.Problem;
import dev.millrace.spi.data.SourceObject;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A Parquet file of a source: what it holds. */
record ParquetFile(SourceObject object, Path path, List<ParquetColumn> columns, long rows) {
  ParquetFile {
    columns = List.copyOf(columns);
  }

  /**
   * Looks at a file; it must be what it was when the source was pinned.
   *
   * @throws MillraceException SOURCE_CHANGED, SOURCE_UNREADABLE, COLUMN_TYPE_MISMATCH,
   *     COLUMN_DUPLICATE
   */
  static ParquetFile open(Connection connection, SourceObject object, Path path) {
    try (SourceBytes bytes = SourceBytes.open(object, path)) {
      bytes.requireUnchanged();
    }
    try {
      String from = "read_parquet(" + Sql.file(path) + ")";
      ParquetTypes types = new ParquetTypes(object.location());
      for (List<String> column :
          TextRows.read(
              connection,
              "SELECT column_name, column_type FROM (DESCRIBE SELECT * FROM " + from + ")")) {
        types.add(column.get(0), column.get(1));
      }
      if (types.columns().size() > CsvFile.MOST_COLUMNS) {
        throw Problem.of(ErrorCode.COLUMN_LIMIT, "the file has too many columns")
            .at(object.location())
            .found(types.columns().size())
            .allowed("at most " + CsvFile.MOST_COLUMNS)
            .asException();
      }
      if (!types.problems().isEmpty()) {
        throw new MillraceException(types.problems());
      }
      requireDistinct(object, types.columns());
      String count =
          TextRows.read(connection, "SELECT CAST(count(*) AS VARCHAR) FROM " + from).get(0).get(0);
      return new ParquetFile(object, path, types.columns(), Long.parseLong(count));
    } catch (MillraceException e) {
      throw unreadable(object, e);
    }
  }

  /** What DuckDB says about a file that is not whole is about the file, not about the engine. */
  static MillraceException unreadable(SourceObject object, MillraceException e) {
    if (e.code() != ErrorCode.ENGINE_FAILED) {
      return e;
    }
    return new MillraceException(
        Problem.of(ErrorCode.SOURCE_UNREADABLE, "the file is no whole Parquet file")
            .at(object.location())
            .found(e.problems().get(0).found())
            .next("Check that it was copied whole."),
        e);
  }

  Optional<ParquetColumn> find(ColumnName name) {
    return columns.stream().filter(column -> column.name().equals(name)).findFirst();
  }

  private static void requireDistinct(SourceObject object, List<ParquetColumn> columns) {
    Set<ColumnName> seen = new HashSet<>();
    for (ParquetColumn column : columns) {
      if (!seen.add(column.name())) {
        throw Problem.of(ErrorCode.COLUMN_DUPLICATE, "two columns have the same name")
            .at(object.location())
            .found(column.name())
            .next("Rename one of them; fields of nested columns are named 'outer.inner'.")
            .asException();
      }
    }
  }
}

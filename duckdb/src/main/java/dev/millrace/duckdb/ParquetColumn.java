package dev.millrace.duckdb;

import dev.millrace.column.ColumnName;
import dev.millrace.column.ColumnType;
import dev.millrace.duckdb.capi.StorageType;

/**
 * A column of a Parquet file as it is read: nested fields are columns of their own, named {@code
 * outer.inner}.
 *
 * @param type what its values are on our side
 * @param expression how DuckDB selects it
 * @param note why the type is not the file's own; empty when it is
 */
record ParquetColumn(ColumnName name, ColumnType type, String expression, String note) {
  /** Selection in the column's storage type. */
  String selection() {
    return "CAST(" + expression + " AS " + StorageType.of(type).sql() + ")";
  }
}

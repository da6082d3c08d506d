package dev.millrace.duckdb;

import dev.millrace.column.BoolColumn;
import dev.millrace.column.BytesColumn;
import dev.millrace.column.Column;
import dev.millrace.column.ColumnType;
import dev.millrace.column.DecimalColumn;
import dev.millrace.column.DoubleColumn;
import dev.millrace.column.ListColumn;
import dev.millrace.column.LongColumn;
import dev.millrace.column.Validity;
import dev.millrace.column.VectorColumn;

/** Columns without a single value. */
final class MissingColumn {
  private MissingColumn() {}

  static Column of(ColumnType type, int rows) {
    Validity none = Validity.owning(rows, new long[(rows + 63) >> 6]);
    return switch (type) {
      case ColumnType.Decimal decimal ->
          DecimalColumn.owning(decimal, new long[rows], new long[rows], none);
      case ColumnType.ListOf list ->
          ListColumn.owning(new int[rows + 1], of(list.element(), 0), none);
      case ColumnType.FixedVector vector ->
          VectorColumn.owning(vector, new float[Math.multiplyExact(rows, vector.length())], none);
      case ColumnType.Plain plain ->
          switch (plain) {
            case BOOL -> BoolColumn.owning(new boolean[rows], none);
            case FLOAT64 -> DoubleColumn.owning(new double[rows], none);
            case INT64, DATE, INSTANT, LOCAL_DATETIME ->
                LongColumn.owning(type, new long[rows], none);
            case UTF8, BYTES, BLOB_REF ->
                BytesColumn.owning(type, new byte[0], new int[rows + 1], none);
          };
    };
  }
}

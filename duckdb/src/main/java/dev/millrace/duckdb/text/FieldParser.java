package dev.millrace.duckdb.text;

import dev.millrace.column.Column;
import dev.millrace.column.ColumnType;
import dev.millrace.column.Validity;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.Problem;
import dev.millrace.spi.engine.LandingColumn;

/**
 * Turns the fields of one column into values. Rows are written in order; a row may be written again
 * as long as none after it was. Not thread-safe; {@link #column} ends it.
 */
abstract class FieldParser {
  private long[] valid;

  FieldParser(int capacity) {
    valid = new long[(capacity + 63) >> 6];
  }

  /**
   * A parser for so many rows at most.
   *
   * @throws dev.millrace.error.MillraceException COLUMN_TYPE_MISMATCH for types that separated text
   *     cannot hold
   */
  static FieldParser of(LandingColumn column, int capacity) {
    ColumnType type = column.field().type();
    if (type instanceof ColumnType.Decimal decimal) {
      return new DecimalParser(decimal, capacity);
    }
    if (type instanceof ColumnType.Plain plain) {
      switch (plain) {
        case BOOL -> {
          return new BoolParser(capacity);
        }
        case INT64 -> {
          return new WholeParser(capacity);
        }
        case FLOAT64 -> {
          return new RealParser(capacity);
        }
        case UTF8, BLOB_REF -> {
          return new TextParser(plain, capacity);
        }
        case DATE, INSTANT, LOCAL_DATETIME -> {
          return new TimeParser(plain, column.temporal(), capacity);
        }
        case BYTES -> {}
      }
    }
    throw Problem.of(ErrorCode.COLUMN_TYPE_MISMATCH, "separated text cannot hold this type")
        .at(column.field().name().value())
        .found(type.text())
        .allowed("bool, int64, float64, decimal, utf8, blob-ref, date, instant, local-datetime")
        .next("Change the column's type in the schema, or store the data as Parquet.")
        .asException();
  }

  /** Reads a text into a row; false when it is no value of the column's type. */
  final boolean put(int row, byte[] data, int from, int to) {
    valid[row >> 6] |= 1L << row;
    return parse(row, data, from, to);
  }

  final void putMissing(int row) {
    valid[row >> 6] &= ~(1L << row);
    skip(row);
  }

  abstract boolean parse(int row, byte[] data, int from, int to);

  /** Leaves a row without value. */
  void skip(int row) {}

  abstract Column column(int rows);

  final Validity validity(int rows) {
    return Validity.owning(rows, valid);
  }
}

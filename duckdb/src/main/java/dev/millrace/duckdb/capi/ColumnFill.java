package dev.millrace.duckdb.capi;

import dev.millrace.column.Column;
import dev.millrace.column.ColumnType;
import dev.millrace.column.Validity;
import java.util.Arrays;

/**
 * A column being copied out of DuckDB, chunk by chunk. Not thread-safe; {@link #column} ends it,
 * since the column takes the arrays over.
 */
public abstract sealed class ColumnFill
    permits BoolFill, BytesFill, DecimalFill, DoubleFill, ListFill, LongFill, VectorFill {
  private long[] valid;
  private int rows;

  ColumnFill(int capacity) {
    valid = new long[(capacity + 63) >>> 6];
  }

  /** A fill for columns stored as this type; it grows beyond its capacity when need be. */
  public static ColumnFill of(StorageType storage, int capacity) {
    ColumnType type = storage.type();
    return switch (type) {
      case ColumnType.Decimal decimal -> new DecimalFill(decimal, capacity);
      case ColumnType.ListOf list -> new ListFill(list, capacity);
      case ColumnType.FixedVector vector -> new VectorFill(vector, capacity);
      case ColumnType.Plain plain ->
          switch (plain) {
            case BOOL -> new BoolFill(capacity);
            case FLOAT64 -> new DoubleFill(capacity);
            case INT64, DATE, INSTANT, LOCAL_DATETIME -> new LongFill(type, storage.id(), capacity);
            case UTF8, BYTES, BLOB_REF -> new BytesFill(type, capacity);
          };
    };
  }

  /** The column of all rows copied so far. */
  public abstract Column column();

  final void append(NativeVector vector, int from, int count) throws Throwable {
    int words = (rows + count + 63) >>> 6;
    if (words > valid.length) {
      valid = Arrays.copyOf(valid, Math.max(words, valid.length * 2));
    }
    vector.copyValidity(from, count, valid, rows);
    copyValues(vector, from, count, rows);
    rows += count;
  }

  /** Copies values to the rows from {@code at} on. */
  abstract void copyValues(NativeVector vector, int from, int count, int at) throws Throwable;

  /** Bytes of texts copied so far; these alone grow without a bound on the number of rows. */
  public long textBytes() {
    return 0;
  }

  public final int rows() {
    return rows;
  }

  final Validity validity() {
    return Validity.owning(rows, valid);
  }

  /** A length that holds {@code needed} and is reached in few steps. */
  static int grown(int length, int needed) {
    return Math.max(needed, Math.toIntExact(Math.min(Integer.MAX_VALUE - 8L, length * 2L)));
  }
}

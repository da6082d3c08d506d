package dev.millrace.duckdb.capi;

import static java.lang.foreign.ValueLayout.ADDRESS;

import dev.millrace.column.ColumnType;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * How a column type is kept in DuckDB and in Parquet. Vectors of a fixed length are kept as lists
 * of floats, since Parquet has no other form.
 *
 * @param sql the type's name in SQL
 * @param id its number in the C interface
 */
public record StorageType(ColumnType type, String sql, int id) {
  static final int BOOLEAN = 1;
  static final int INTEGER = 4;
  static final int BIGINT = 5;
  static final int FLOAT = 10;
  static final int DOUBLE = 11;
  static final int TIMESTAMP = 12;
  static final int DATE = 13;
  static final int VARCHAR = 17;
  static final int BLOB = 18;
  static final int DECIMAL = 19;
  static final int LIST = 24;
  static final int TIMESTAMP_TZ = 31;

  public static StorageType of(ColumnType type) {
    return switch (type) {
      case ColumnType.Plain plain ->
          switch (plain) {
            case BOOL -> new StorageType(type, "BOOLEAN", BOOLEAN);
            case INT64 -> new StorageType(type, "BIGINT", BIGINT);
            case FLOAT64 -> new StorageType(type, "DOUBLE", DOUBLE);
            case UTF8, BLOB_REF -> new StorageType(type, "VARCHAR", VARCHAR);
            case BYTES -> new StorageType(type, "BLOB", BLOB);
            case DATE -> new StorageType(type, "DATE", DATE);
            case INSTANT -> new StorageType(type, "TIMESTAMPTZ", TIMESTAMP_TZ);
            case LOCAL_DATETIME -> new StorageType(type, "TIMESTAMP", TIMESTAMP);
          };
      case ColumnType.Decimal decimal ->
          new StorageType(
              type, "DECIMAL(" + decimal.precision() + "," + decimal.scale() + ")", DECIMAL);
      case ColumnType.ListOf list -> new StorageType(type, of(list.element()).sql + "[]", LIST);
      case ColumnType.FixedVector vector -> new StorageType(type, "FLOAT[]", LIST);
    };
  }

  /** Makes DuckDB's own description of the type; the caller destroys it. */
  MemorySegment create() throws Throwable {
    return switch (type) {
      case ColumnType.Decimal decimal ->
          (MemorySegment)
              CApi.CREATE_DECIMAL.invokeExact((byte) decimal.precision(), (byte) decimal.scale());
      case ColumnType.ListOf list -> listOf(of(list.element()).create());
      case ColumnType.FixedVector vector ->
          listOf((MemorySegment) CApi.CREATE_TYPE.invokeExact(FLOAT));
      case ColumnType.Plain plain -> (MemorySegment) CApi.CREATE_TYPE.invokeExact(id);
    };
  }

  private static MemorySegment listOf(MemorySegment element) throws Throwable {
    MemorySegment list = (MemorySegment) CApi.CREATE_LIST.invokeExact(element);
    destroy(element);
    return list;
  }

  static void destroy(MemorySegment type) throws Throwable {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment pointer = arena.allocate(ADDRESS);
      pointer.set(ADDRESS, 0, type);
      CApi.DESTROY_TYPE.invokeExact(pointer);
    }
  }

  /** Bytes of one unscaled decimal: 2, 4, 8 or 16, by its digits. */
  static int decimalBytes(ColumnType.Decimal type) {
    if (type.precision() <= 4) {
      return 2;
    }
    if (type.precision() <= 9) {
      return 4;
    }
    return type.precision() <= 18 ? 8 : 16;
  }
}

package dev.millrace.spark;

import dev.millrace.column.ColumnType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/**
 * As what Spark reads a column of a part. Texts are read as bytes, which they are, and times as the
 * numbers in the file: Spark's own time types would shift old dates by the calendar and the zone.
 */
final class StoredType {
  private StoredType() {}

  static DataType of(ColumnType type) {
    if (type instanceof ColumnType.Decimal decimal) {
      return DataTypes.createDecimalType(decimal.precision(), decimal.scale());
    }
    if (type instanceof ColumnType.ListOf list) {
      return DataTypes.createArrayType(of(list.element()));
    }
    if (type instanceof ColumnType.FixedVector) {
      return DataTypes.createArrayType(DataTypes.FloatType);
    }
    return of((ColumnType.Plain) type);
  }

  private static DataType of(ColumnType.Plain type) {
    return switch (type) {
      case BOOL -> DataTypes.BooleanType;
      case INT64, INSTANT, LOCAL_DATETIME -> DataTypes.LongType;
      case FLOAT64 -> DataTypes.DoubleType;
      case UTF8, BYTES, BLOB_REF -> DataTypes.BinaryType;
      case DATE -> DataTypes.IntegerType;
    };
  }
}

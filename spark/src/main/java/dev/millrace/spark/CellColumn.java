package dev.millrace.spark;

import dev.millrace.column.BoolColumn;
import dev.millrace.column.BytesColumn;
import dev.millrace.column.Column;
import dev.millrace.column.ColumnType;
import dev.millrace.column.DecimalColumn;
import dev.millrace.column.DoubleColumn;
import dev.millrace.column.ListColumn;
import dev.millrace.column.LongColumn;
import dev.millrace.column.Validity;
import dev.millrace.column.ValidityBuilder;
import dev.millrace.column.VectorColumn;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import scala.jdk.javaapi.CollectionConverters;

/** Makes a column from the values that Spark gives for {@link StoredType}; null is missing. */
final class CellColumn {
  private CellColumn() {}

  static Column of(ColumnType type, List<? extends @Nullable Object> cells) {
    Validity validity = validity(cells);
    if (type instanceof ColumnType.Decimal decimal) {
      return decimals(decimal, cells, validity);
    }
    if (type instanceof ColumnType.ListOf list) {
      return lists(list, cells, validity);
    }
    if (type instanceof ColumnType.FixedVector vector) {
      return vectors(vector, cells, validity);
    }
    return plain((ColumnType.Plain) type, cells, validity);
  }

  private static Column plain(
      ColumnType.Plain type, List<? extends @Nullable Object> cells, Validity validity) {
    return switch (type) {
      case BOOL -> bools(cells, validity);
      case FLOAT64 -> doubles(cells, validity);
      case INT64, DATE, INSTANT, LOCAL_DATETIME -> longs(type, cells, validity);
      case UTF8, BYTES, BLOB_REF -> bytes(type, cells, validity);
    };
  }

  private static Validity validity(List<? extends @Nullable Object> cells) {
    ValidityBuilder validity = new ValidityBuilder();
    for (int row = 0; row < cells.size(); row++) {
      if (cells.get(row) == null) {
        validity.missing(row);
      }
    }
    return validity.build(cells.size());
  }

  private static Column bools(List<? extends @Nullable Object> cells, Validity validity) {
    boolean[] values = new boolean[cells.size()];
    for (int row = 0; row < values.length; row++) {
      values[row] = cells.get(row) instanceof Boolean value && value;
    }
    return BoolColumn.owning(values, validity);
  }

  private static Column longs(
      ColumnType type, List<? extends @Nullable Object> cells, Validity validity) {
    long[] values = new long[cells.size()];
    for (int row = 0; row < values.length; row++) {
      if (cells.get(row) instanceof Number value) {
        values[row] = value.longValue();
      }
    }
    return LongColumn.owning(type, values, validity);
  }

  private static Column doubles(List<? extends @Nullable Object> cells, Validity validity) {
    double[] values = new double[cells.size()];
    for (int row = 0; row < values.length; row++) {
      if (cells.get(row) instanceof Double value) {
        values[row] = value;
      }
    }
    return DoubleColumn.owning(values, validity);
  }

  private static Column decimals(
      ColumnType.Decimal type, List<? extends @Nullable Object> cells, Validity validity) {
    long[] high = new long[cells.size()];
    long[] low = new long[cells.size()];
    for (int row = 0; row < high.length; row++) {
      if (cells.get(row) instanceof BigDecimal value) {
        BigInteger unscaled = value.setScale(type.scale()).unscaledValue();
        high[row] = unscaled.shiftRight(64).longValue();
        low[row] = unscaled.longValue();
      }
    }
    return DecimalColumn.owning(type, high, low, validity);
  }

  private static Column bytes(
      ColumnType type, List<? extends @Nullable Object> cells, Validity validity) {
    ByteArrayOutputStream data = new ByteArrayOutputStream();
    int[] offsets = new int[cells.size() + 1];
    for (int row = 0; row < cells.size(); row++) {
      if (cells.get(row) instanceof byte[] value) {
        data.writeBytes(value);
      }
      offsets[row + 1] = data.size();
    }
    return BytesColumn.owning(type, data.toByteArray(), offsets, validity);
  }

  private static Column vectors(
      ColumnType.FixedVector type, List<? extends @Nullable Object> cells, Validity validity) {
    float[] values = new float[Math.multiplyExact(cells.size(), type.length())];
    for (int row = 0; row < cells.size(); row++) {
      int at = row * type.length();
      for (Object element : elements(cells.get(row))) {
        values[at++] = (Float) element;
      }
    }
    return VectorColumn.owning(type, values, validity);
  }

  private static Column lists(
      ColumnType.ListOf type, List<? extends @Nullable Object> cells, Validity validity) {
    List<@Nullable Object> all = new ArrayList<>();
    int[] offsets = new int[cells.size() + 1];
    for (int row = 0; row < cells.size(); row++) {
      all.addAll(elements(cells.get(row)));
      offsets[row + 1] = all.size();
    }
    return ListColumn.owning(offsets, of(type.element(), all), validity);
  }

  private static List<Object> elements(@Nullable Object list) {
    return list == null
        ? List.of()
        : new ArrayList<>(CollectionConverters.asJava((scala.collection.Seq<?>) list));
  }
}

package dev.millrace.testkit.table;

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
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Columns from the plain values of {@link Cells}; besides, any Number stands for a number, x,
 * Instant and LocalDateTime for times.
 */
final class ColumnFromCells {
  private ColumnFromCells() {}

  static Column of(ColumnType type, List<? extends @Nullable Object> cells) {
    int rows = cells.size();
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
    return switch ((ColumnType.Plain) type) {
      case BOOL -> {
        boolean[] values = new boolean[rows];
        for (int i = 0; i < rows; i++) {
          values[i] = cells.get(i) instanceof Boolean value && value;
        }
        yield BoolColumn.owning(values, validity);
      }
      case INT64, DATE, INSTANT, LOCAL_DATETIME -> {
        long[] values = new long[rows];
        for (int i = 0; i < rows; i++) {
          Object cell = cells.get(i);
          values[i] = cell == null ? 0 : number(cell);
        }
        yield LongColumn.owning(type, values, validity);
      }
      case FLOAT64 -> {
        double[] values = new double[rows];
        for (int i = 0; i < rows; i++) {
          values[i] = cells.get(i) instanceof Number value ? value.doubleValue() : 0;
        }
        yield DoubleColumn.owning(values, validity);
      }
      case UTF8, BYTES, BLOB_REF -> bytes(type, cells, validity);
    };
  }

  private static Validity validity(List<? extends @Nullable Object> cells) {
    ValidityBuilder validity = new ValidityBuilder();
    for (int i = 0; i < cells.size(); i++) {
      if (cells.get(i) == null) {
        validity.missing(i);
      }
    }
    return validity.build(cells.size());
  }

  private static long number(Object cell) {
    return switch (cell) {
      case Number value -> value.longValue();
      case LocalDate date -> date.toEpochDay();
      case Instant instant -> ChronoUnit.MICROS.between(Instant.EPOCH, instant);
      case LocalDateTime time ->
          ChronoUnit.MICROS.between(Instant.EPOCH, time.toInstant(ZoneOffset.UTC));
      default -> throw new IllegalArgumentException("not a number or time: " + cell);
    };
  }

  private static Column decimals(
      ColumnType.Decimal type, List<? extends @Nullable Object> cells, Validity validity) {
    long[] high = new long[cells.size()];
    long[] low = new long[cells.size()];
    for (int i = 0; i < cells.size(); i++) {
      Object cell = cells.get(i);
      if (cell != null) {
        BigInteger unscaled =
            new BigDecimal(cell.toString())
                .setScale(type.scale(), RoundingMode.UNNECESSARY)
                .unscaledValue();
        high[i] = unscaled.shiftRight(64).longValueExact();
        low[i] = unscaled.longValue();
      }
    }
    return DecimalColumn.owning(type, high, low, validity);
  }

  private static Column bytes(
      ColumnType type, List<? extends @Nullable Object> cells, Validity validity) {
    ByteArrayOutputStream data = new ByteArrayOutputStream();
    int[] offsets = new int[cells.size() + 1];
    for (int i = 0; i < cells.size(); i++) {
      Object cell = cells.get(i);
      if (cell instanceof byte[] array) {
        data.writeBytes(array);
      } else if (cell != null && type.equals(ColumnType.BYTES)) {
        data.writeBytes(HexFormat.of().parseHex(cell.toString()));
      } else if (cell != null) {
        data.writeBytes(cell.toString().getBytes(StandardCharsets.UTF_8));
      }
      offsets[i + 1] = data.size();
    }
    return BytesColumn.owning(type, data.toByteArray(), offsets, validity);
  }

  private static Column lists(
      ColumnType.ListOf type, List<? extends @Nullable Object> cells, Validity validity) {
    List<@Nullable Object> elements = new ArrayList<>();
    int[] offsets = new int[cells.size() + 1];
    for (int i = 0; i < cells.size(); i++) {
      if (cells.get(i) instanceof List<?> list) {
        elements.addAll(list);
      }
      offsets[i + 1] = elements.size();
    }
    return ListColumn.owning(offsets, of(type.element(), elements), validity);
  }

  private static Column vectors(
      ColumnType.FixedVector type, List<? extends @Nullable Object> cells, Validity validity) {
    float[] values = new float[cells.size() * type.length()];
    for (int i = 0; i < cells.size(); i++) {
      if (cells.get(i) instanceof List<?> list) {
        for (int k = 0; k < type.length(); k++) {
          values[i * type.length() + k] = list.get(k) instanceof Number n ? n.floatValue() : 0;
        }
      }
    }
    return VectorColumn.owning(type, values, validity);
  }
}

package dev.millrace.spi.profile;

import dev.millrace.category.CategoryCursor;
import dev.millrace.column.Column;
import dev.millrace.column.ColumnType;
import dev.millrace.column.DecimalColumn;
import dev.millrace.column.DoubleColumn;
import dev.millrace.column.LongColumn;
import dev.millrace.column.Validity;
import dev.millrace.spi.collect.DistinctNumbers;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;

/** Canonical text of the values that {@link DistinctNumbers} counts, as categories have it. */
final class ValueText {
  private ValueText() {}

  /** Text of a number as the collector holds it, in a column of this type. */
  static String of(ColumnType type, long value) {
    Validity one = Validity.all(1);
    if (type.equals(ColumnType.FLOAT64)) {
      double[] number = {DistinctNumbers.doubleOf(value)};
      return category(DoubleColumn.owning(number, one), value);
    }
    if (type instanceof ColumnType.Decimal decimal) {
      long[] high = {value >> 63};
      return category(DecimalColumn.owning(decimal, high, new long[] {value}, one), value);
    }
    if (type.equals(ColumnType.INT64) || type.equals(ColumnType.DATE)) {
      return category(LongColumn.owning(type, new long[] {value}, one), value);
    }
    return time(type, value);
  }

  private static String category(Column column, long value) {
    CategoryCursor cursor = CategoryCursor.over(column);
    return cursor.moveTo(0)
        ? new String(cursor.bytes(), cursor.start(), cursor.length(), StandardCharsets.UTF_8)
        : Long.toString(value);
  }

  private static String time(ColumnType type, long micros) {
    try {
      Instant instant = Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
      return type.equals(ColumnType.INSTANT)
          ? DateTimeFormatter.ISO_INSTANT.format(instant)
          : DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(
              LocalDateTime.ofInstant(instant, ZoneOffset.UTC));
    } catch (DateTimeException e) {
      return Long.toString(micros);
    }
  }
}

package dev.millrace.duckdb;

import dev.millrace.column.BoolColumn;
import dev.millrace.column.BytesColumn;
import dev.millrace.column.Column;
import dev.millrace.column.ColumnType;
import dev.millrace.column.DecimalColumn;
import dev.millrace.column.DoubleColumn;
import dev.millrace.column.LongColumn;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Base64;

/**
 * Values as text in the form that separated text is read from: numbers with as many digits as
 * needed, dates and times in ISO form.
 */
final class CellText {
  private static final long MICROS_PER_SECOND = 1_000_000;

  private CellText() {}

  /** Text of a row that is not missing. Lists and vectors have none. */
  static String of(Column column, int row) {
    return switch (column) {
      case BytesColumn bytes when bytes.type().equals(ColumnType.BYTES) ->
          Base64.getEncoder()
              .encodeToString(
                  Arrays.copyOfRange(
                      bytes.data(), bytes.startAt(row), bytes.startAt(row) + bytes.lengthAt(row)));
      case BytesColumn text -> text.textAt(row);
      case DoubleColumn doubles -> Double.toString(doubles.at(row));
      case BoolColumn bools -> Boolean.toString(bools.at(row));
      case DecimalColumn decimals -> decimals.at(row).toPlainString();
      case LongColumn longs -> ofLong(longs.type(), longs.at(row));
      default -> throw new IllegalArgumentException("no text of a " + column.type().text());
    };
  }

  private static String ofLong(ColumnType type, long value) {
    if (type.equals(ColumnType.DATE)) {
      return LocalDate.ofEpochDay(value).toString();
    }
    if (!type.isTemporal()) {
      return Long.toString(value);
    }
    LocalDateTime time =
        LocalDateTime.ofEpochSecond(
            Math.floorDiv(value, MICROS_PER_SECOND),
            (int) Math.floorMod(value, MICROS_PER_SECOND) * 1000,
            ZoneOffset.UTC);
    String text = DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(time);
    return type.equals(ColumnType.INSTANT) ? text + "Z" : text;
  }

  /** True for types whose values have a text. */
  static boolean has(ColumnType type) {
    return !(type instanceof ColumnType.ListOf) && !(type instanceof ColumnType.FixedVector);
  }
}

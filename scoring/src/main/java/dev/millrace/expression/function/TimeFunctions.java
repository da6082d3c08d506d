package dev.millrace.expression.function;

import static dev.millrace.column.ColumnType.DATE;
import static dev.millrace.column.ColumnType.FLOAT64;
import static dev.millrace.column.ColumnType.INSTANT;
import static dev.millrace.column.ColumnType.INT64;
import static dev.millrace.column.ColumnType.LOCAL_DATETIME;

import dev.millrace.column.Column;
import dev.millrace.column.ColumnType;
import java.util.List;
import java.util.function.UnaryOperator;

/** Functions of times. Parts of an instant are those of its time in UTC. */
final class TimeFunctions {
  private static final List<ColumnType> WITH_CLOCK = List.of(INSTANT, LOCAL_DATETIME);

  static final List<Function> ALL =
      List.of(
          part("year", "The year.", DateParts.YEAR),
          part("month", "The month, 1 to 12.", DateParts.MONTH),
          part("day", "The day of the month, 1 to 31.", DateParts.DAY),
          part("weekday", "The day of the week, Monday 1 to Sunday 7.", DateParts.WEEKDAY),
          part("day_of_year", "The day of the year, 1 to 366.", DateParts.DAY_OF_YEAR),
          new Function("hour", "The hour, 0 to 23.", each(WITH_CLOCK, INT64, Times::hour)),
          new Function("minute", "The minute, 0 to 59.", each(WITH_CLOCK, INT64, Times::minute)),
          new Function(
              "days_between",
              "Whole days from the first time to the second; negative if it is earlier.",
              pairs(Overload.TIMES, Times::daysBetween)),
          new Function(
              "seconds_between",
              "Whole seconds from the first time to the second; negative if it is earlier.",
              pairs(WITH_CLOCK, Times::secondsBetween)),
          new Function(
              "epoch_seconds",
              "Whole seconds since 1970-01-01T00:00.",
              each(WITH_CLOCK, INT64, Times::epochSeconds)),
          new Function(
              "from_epoch_seconds",
              "The instant so many seconds after 1970-01-01T00:00Z.",
              Overload.unary(INT64, INSTANT, Epochs.SECONDS::fromLongs),
              Overload.unary(FLOAT64, INSTANT, Epochs.SECONDS::fromDoubles)),
          new Function(
              "from_epoch_millis",
              "The instant so many milliseconds after 1970-01-01T00:00Z.",
              Overload.unary(INT64, INSTANT, Epochs.MILLIS::fromLongs),
              Overload.unary(FLOAT64, INSTANT, Epochs.MILLIS::fromDoubles)));

  private TimeFunctions() {}

  private static Function part(String name, String meaning, DateParts part) {
    List<ColumnType> dated = List.of(DATE, INSTANT, LOCAL_DATETIME);
    return new Function(name, meaning, each(dated, INT64, part::of));
  }

  private static Overload[] each(
      List<ColumnType> types, ColumnType result, UnaryOperator<Column> kernel) {
    return types.stream()
        .map(type -> Overload.unary(type, result, kernel))
        .toArray(Overload[]::new);
  }

  private static Overload[] pairs(List<ColumnType> types, Overload.Binary kernel) {
    return types.stream()
        .map(type -> Overload.binary(type, type, INT64, kernel))
        .toArray(Overload[]::new);
  }
}

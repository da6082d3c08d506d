package dev.millrace.expression.function;

import static dev.millrace.column.ColumnType.BOOL;
import static dev.millrace.column.ColumnType.DATE;
import static dev.millrace.column.ColumnType.FLOAT64;
import static dev.millrace.column.ColumnType.INSTANT;
import static dev.millrace.column.ColumnType.INT64;
import static dev.millrace.column.ColumnType.LOCAL_DATETIME;
import static dev.millrace.column.ColumnType.UTF8;

import dev.millrace.column.ColumnType;
import java.util.List;
import java.util.stream.Stream;

/** Changes of type. A value that has no counterpart in the other type becomes missing. */
final class Casts {
  static final List<Function> ALL =
      List.of(
          new Function(
              "int",
              "As a whole number: fractions are cut off, true is 1, texts are read as digits with a"
                  + " sign; missing if it is none.",
              Overload.unary(INT64, INT64, x -> x),
              Overload.unary(FLOAT64, INT64, Conversions::doubleToLong),
              Overload.unary(BOOL, INT64, Conversions::boolToLong),
              Overload.unary(UTF8, INT64, NumberText::toLong)),
          new Function(
              "float",
              "As the nearest float64: true is 1, texts are read as decimal numbers; missing if it"
                  + " is none.",
              Overload.unary(INT64, FLOAT64, Conversions::longToDouble),
              Overload.unary(FLOAT64, FLOAT64, x -> x),
              Overload.unary(
                  BOOL, FLOAT64, x -> Conversions.longToDouble(Conversions.boolToLong(x))),
              Overload.unary(UTF8, FLOAT64, NumberText::toDouble)),
          new Function(
              "text",
              "As text: numbers in the fewest digits that read back the same, 3.0 as 3; times in"
                  + " ISO 8601.",
              Stream.concat(
                      Stream.of(Overload.unary(UTF8, UTF8, x -> x)),
                      Stream.of(BOOL, INT64, FLOAT64, DATE, INSTANT, LOCAL_DATETIME)
                          .map(type -> Overload.unary(type, UTF8, ValueText::of)))
                  .toArray(Overload[]::new)),
          new Function(
              "date",
              "As a date: texts are read as 2016-01-31, instants in UTC; missing if it is none.",
              Overload.unary(DATE, DATE, x -> x),
              Overload.unary(INSTANT, DATE, Times::toDate),
              Overload.unary(LOCAL_DATETIME, DATE, Times::toDate),
              Overload.unary(UTF8, DATE, TimeText.DATE::of)),
          new Function(
              "datetime",
              "As a date and time without zone: texts are read as 2016-01-31T08:15:30, instants in"
                  + " UTC; missing if it is none.",
              times(LOCAL_DATETIME, INSTANT, TimeText.LOCAL_DATETIME)),
          new Function(
              "instant",
              "As an instant: texts are read as 2016-01-31T08:15:30Z or with an offset such as"
                  + " -06:00, times without zone as UTC; missing if it is none.",
              times(INSTANT, LOCAL_DATETIME, TimeText.INSTANT)));

  private Casts() {}

  private static Overload[] times(ColumnType result, ColumnType other, TimeText reader) {
    return new Overload[] {
      Overload.unary(result, result, x -> x),
      Overload.unary(other, result, x -> Times.inUtc(x, result)),
      Overload.unary(DATE, result, x -> Times.startOfDay(x, result)),
      Overload.unary(UTF8, result, reader::of)
    };
  }
}

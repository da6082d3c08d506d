package dev.millrace.expression.function;

import static dev.millrace.column.ColumnType.BOOL;
import static dev.millrace.column.ColumnType.FLOAT64;
import static dev.millrace.column.ColumnType.INT64;

import dev.millrace.column.Column;
import dev.millrace.column.ColumnType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoublePredicate;
import java.util.function.DoubleUnaryOperator;
import java.util.function.LongBinaryOperator;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Functions of numbers, and those of any type of value. StrictMath throughout. */
final class NumberFunctions {
  static final List<Function> ALL =
      List.of(
          new Function("coalesce", "The first argument that is not missing.", coalesce()),
          new Function(
              "min",
              "The least argument; missing if any is missing, NaN if any is NaN.",
              extremes(Math::min, Math::min)),
          new Function(
              "max",
              "The greatest argument; missing if any is missing, NaN if any is NaN.",
              extremes(Math::max, Math::max)),
          new Function(
              "abs",
              "The size of a number, without its sign.",
              whole(LongArithmetic::abs),
              real(Math::abs)),
          new Function("sign", "-1, 0 or 1.", whole(LongArithmetic::sign), real(Math::signum)),
          new Function(
              "floor",
              "The greatest whole number not above x.",
              whole(x -> x),
              real(StrictMath::floor)),
          new Function(
              "ceil", "The least whole number not below x.", whole(x -> x), real(StrictMath::ceil)),
          new Function(
              "round",
              "The nearest whole number; halves go away from zero.",
              whole(x -> x),
              real(DoubleFunctions::round)),
          new Function("sqrt", "The square root; NaN below 0.", real(StrictMath::sqrt)),
          new Function("exp", "e to the power of x.", real(StrictMath::exp)),
          new Function(
              "log", "The natural logarithm; -Infinity at 0, NaN below.", real(StrictMath::log)),
          new Function("log1p", "log(1 + x), exact near 0; NaN below -1.", real(StrictMath::log1p)),
          new Function("pow", "x to the power of y.", real(StrictMath::pow)),
          new Function("sin", "The sine of an angle in radians.", real(StrictMath::sin)),
          new Function("cos", "The cosine of an angle in radians.", real(StrictMath::cos)),
          new Function(
              "asin",
              "The angle in radians whose sine is x; NaN beyond -1 to 1.",
              real(StrictMath::asin)),
          new Function("is_nan", "Whether x is NaN.", test(Double::isNaN)),
          new Function(
              "is_finite", "Whether x is neither NaN nor infinite.", test(Double::isFinite)));

  private NumberFunctions() {}

  private static Overload whole(UnaryOperator<Column> kernel) {
    return Overload.unary(INT64, INT64, kernel);
  }

  private static Overload real(DoubleUnaryOperator function) {
    return Overload.unary(FLOAT64, FLOAT64, x -> DoubleFunctions.map(x, function));
  }

  private static Overload real(DoubleBinaryOperator function) {
    return Overload.binary(
        FLOAT64, FLOAT64, FLOAT64, (x, y) -> DoubleFunctions.map(x, y, function));
  }

  private static Overload test(DoublePredicate test) {
    return Overload.unary(FLOAT64, BOOL, x -> DoubleFunctions.test(x, test));
  }

  private static Overload[] coalesce() {
    return Stream.concat(Stream.of(INT64, FLOAT64, ColumnType.UTF8, BOOL), Overload.TIMES.stream())
        .map(type -> Overload.several(type, type, Choices::coalesce))
        .toArray(Overload[]::new);
  }

  private static Overload[] extremes(LongBinaryOperator longs, DoubleBinaryOperator doubles) {
    List<Overload> overloads = new ArrayList<>();
    overloads.add(Overload.several(INT64, INT64, x -> Extremes.longs(x, longs)));
    overloads.add(Overload.several(FLOAT64, FLOAT64, x -> Extremes.doubles(x, doubles)));
    for (ColumnType time : Overload.TIMES) {
      overloads.add(Overload.several(time, time, x -> Extremes.longs(x, longs)));
    }
    return overloads.toArray(Overload[]::new);
  }
}

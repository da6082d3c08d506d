package dev.millrace.expression.function;

import static dev.millrace.column.ColumnType.BOOL;
import static dev.millrace.column.ColumnType.FLOAT64;
import static dev.millrace.column.ColumnType.INT64;

import java.util.List;

/** What operators and the constructs of the language that are not functions compute. */
public final class Operators {
  public static final List<Overload> PLUS =
      List.of(whole(LongArithmetic::plus), real(DoubleArithmetic::plus));
  public static final List<Overload> MINUS =
      List.of(whole(LongArithmetic::minus), real(DoubleArithmetic::minus));
  public static final List<Overload> TIMES =
      List.of(whole(LongArithmetic::times), real(DoubleArithmetic::times));

  /** FLOAT64 whatever is divided; missing for a divisor of zero. */
  public static final List<Overload> DIVIDED_BY = List.of(real(DoubleArithmetic::dividedBy));

  /** Towards zero; missing for a divisor of zero. */
  public static final List<Overload> QUOTIENT = List.of(whole(LongArithmetic::quotient));

  /** What the quotient leaves, with the sign of the dividend. */
  public static final List<Overload> REMAINDER = List.of(whole(LongArithmetic::remainder));

  /** The sign before an operand. */
  public static final List<Overload> NEGATE =
      List.of(
          Overload.unary(INT64, INT64, LongArithmetic::negate),
          Overload.unary(FLOAT64, FLOAT64, x -> DoubleFunctions.map(x, v -> -v)));

  public static final List<Overload> NOT = List.of(Overload.unary(BOOL, BOOL, Logic::not));
  public static final List<Overload> AND = List.of(Overload.several(BOOL, BOOL, Logic::and));
  public static final List<Overload> OR = List.of(Overload.several(BOOL, BOOL, Logic::or));

  /** Whether a value of any type is missing. */
  public static final Kernel IS_MISSING = columns -> Presence.isMissing(columns[0]);

  /**
   * The value after the first condition that is true, of columns in the order condition, value,
   * condition, value, ..., value where no condition is true.
   */
  public static final Kernel FIRST_TRUE = Choices::firstTrue;

  /** INT64 to the nearest FLOAT64. */
  public static final Kernel WIDEN = columns -> Conversions.longToDouble(columns[0]);

  /** DECIMAL to the nearest FLOAT64. */
  public static final Kernel READ_DECIMAL = columns -> Conversions.decimalToDouble(columns[0]);

  private Operators() {}

  private static Overload whole(Overload.Binary kernel) {
    return Overload.binary(INT64, INT64, INT64, kernel);
  }

  private static Overload real(Overload.Binary kernel) {
    return Overload.binary(FLOAT64, FLOAT64, FLOAT64, kernel);
  }
}

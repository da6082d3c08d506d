package dev.millrace.expression.function;

import dev.millrace.column.Column;
import dev.millrace.column.ColumnType;
import dev.millrace.column.LongColumn;

/**
 * Arithmetic of INT64. A result outside 64 bits, and a division by zero, is missing: never wrapped
 * around, never widened in silence.
 */
final class LongArithmetic {
  private LongArithmetic() {}

  static Column plus(Column left, Column right) {
    return apply(left, right, LongArithmetic::plusRow);
  }

  static Column minus(Column left, Column right) {
    return apply(left, right, LongArithmetic::minusRow);
  }

  static Column times(Column left, Column right) {
    return apply(left, right, LongArithmetic::timesRow);
  }

  /** Quotient rounded towards zero. */
  static Column quotient(Column left, Column right) {
    return apply(left, right, LongArithmetic::quotientRow);
  }

  /** What {@link #quotient} leaves; it has the sign of the dividend. */
  static Column remainder(Column left, Column right) {
    return apply(left, right, LongArithmetic::remainderRow);
  }

  static Column negate(Column operand) {
    return apply(operand, operand, (x, same, row, out) -> minusRow(0, x, row, out));
  }

  /** Absolute value. */
  static Column abs(Column operand) {
    return apply(
        operand,
        operand,
        (x, same, row, out) -> {
          if (x < 0) {
            minusRow(0, x, row, out);
          } else {
            out.set(row, x);
          }
        });
  }

  /** -1, 0 or 1. */
  static Column sign(Column operand) {
    return apply(operand, operand, (x, same, row, out) -> out.set(row, Long.signum(x)));
  }

  private static void plusRow(long a, long b, int row, LongBuilder out) {
    long sum = a + b;
    out.set(row, sum);
    if (((a ^ sum) & (b ^ sum)) < 0) {
      out.missing(row);
    }
  }

  private static void minusRow(long a, long b, int row, LongBuilder out) {
    long difference = a - b;
    out.set(row, difference);
    if (((a ^ b) & (a ^ difference)) < 0) {
      out.missing(row);
    }
  }

  private static void timesRow(long a, long b, int row, LongBuilder out) {
    long product = a * b;
    out.set(row, product);
    if (Math.multiplyHigh(a, b) != product >> 63) {
      out.missing(row);
    }
  }

  private static void quotientRow(long a, long b, int row, LongBuilder out) {
    if (b == 0 || b == -1 && a == Long.MIN_VALUE) {
      out.missing(row);
    } else {
      out.set(row, a / b);
    }
  }

  private static void remainderRow(long a, long b, int row, LongBuilder out) {
    if (b == 0) {
      out.missing(row);
    } else {
      out.set(row, a % b);
    }
  }

  private static Column apply(Column left, Column right, RowOperation operation) {
    LongColumn l = (LongColumn) left;
    LongColumn r = (LongColumn) right;
    LongBuilder out = new LongBuilder(ResultBuilder.both(l, r));
    for (int row = 0; row < out.rows(); row++) {
      operation.apply(l.at(row), r.at(row), row, out);
    }
    return out.column(ColumnType.INT64);
  }

  /** One row of an operation: sets it or makes it missing. */
  @FunctionalInterface
  private interface RowOperation {
    void apply(long a, long b, int row, LongBuilder out);
  }
}

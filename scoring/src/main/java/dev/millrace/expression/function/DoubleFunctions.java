package dev.millrace.expression.function;

import dev.millrace.column.Column;
import dev.millrace.column.DoubleColumn;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoublePredicate;
import java.util.function.DoubleUnaryOperator;

/** Functions of FLOAT64, row by row. */
final class DoubleFunctions {
  private DoubleFunctions() {}

  static Column map(Column operand, DoubleUnaryOperator function) {
    DoubleColumn column = (DoubleColumn) operand;
    DoubleBuilder out = new DoubleBuilder(column.validity());
    for (int row = 0; row < out.rows(); row++) {
      out.set(row, function.applyAsDouble(column.at(row)));
    }
    return out.column();
  }

  static Column map(Column left, Column right, DoubleBinaryOperator function) {
    DoubleColumn l = (DoubleColumn) left;
    DoubleColumn r = (DoubleColumn) right;
    DoubleBuilder out = new DoubleBuilder(ResultBuilder.both(l, r));
    for (int row = 0; row < out.rows(); row++) {
      out.set(row, function.applyAsDouble(l.at(row), r.at(row)));
    }
    return out.column();
  }

  static Column test(Column operand, DoublePredicate test) {
    DoubleColumn column = (DoubleColumn) operand;
    BoolBuilder out = new BoolBuilder(column.validity());
    for (int row = 0; row < out.rows(); row++) {
      out.set(row, test.test(column.at(row)));
    }
    return out.column();
  }

  /** Nearest whole number; halves go away from zero. NaN, infinities and zeros stay themselves. */
  static double round(double value) {
    double size = Math.abs(value);
    double whole = StrictMath.floor(size);
    return Math.copySign(size - whole >= 0.5 ? whole + 1 : whole, value);
  }
}

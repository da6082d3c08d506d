package dev.millrace.expression.function;

import dev.millrace.column.Column;
import dev.millrace.column.DoubleColumn;

/** Arithmetic of FLOAT64 as IEEE 754 has it, but for division by zero, which is missing. */
final class DoubleArithmetic {
  private DoubleArithmetic() {}

  static Column plus(Column left, Column right) {
    DoubleColumn l = (DoubleColumn) left;
    DoubleColumn r = (DoubleColumn) right;
    DoubleBuilder out = new DoubleBuilder(ResultBuilder.both(l, r));
    for (int row = 0; row < out.rows(); row++) {
      out.set(row, l.at(row) + r.at(row));
    }
    return out.column();
  }

  static Column minus(Column left, Column right) {
    DoubleColumn l = (DoubleColumn) left;
    DoubleColumn r = (DoubleColumn) right;
    DoubleBuilder out = new DoubleBuilder(ResultBuilder.both(l, r));
    for (int row = 0; row < out.rows(); row++) {
      out.set(row, l.at(row) - r.at(row));
    }
    return out.column();
  }

  static Column times(Column left, Column right) {
    DoubleColumn l = (DoubleColumn) left;
    DoubleColumn r = (DoubleColumn) right;
    DoubleBuilder out = new DoubleBuilder(ResultBuilder.both(l, r));
    for (int row = 0; row < out.rows(); row++) {
      out.set(row, l.at(row) * r.at(row));
    }
    return out.column();
  }

  /** Quotient; missing where the divisor is a zero of either sign. */
  static Column dividedBy(Column left, Column right) {
    DoubleColumn l = (DoubleColumn) left;
    DoubleColumn r = (DoubleColumn) right;
    DoubleBuilder out = new DoubleBuilder(ResultBuilder.both(l, r));
    for (int row = 0; row < out.rows(); row++) {
      double divisor = r.at(row);
      out.set(row, l.at(row) / divisor);
      if (divisor == 0) {
        out.missing(row);
      }
    }
    return out.column();
  }
}

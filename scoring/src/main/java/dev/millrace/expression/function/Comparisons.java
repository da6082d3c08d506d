package dev.millrace.expression.function;

import dev.millrace.column.BoolColumn;
import dev.millrace.column.Column;
import dev.millrace.column.DoubleColumn;
import dev.millrace.column.LongColumn;

/**
 * Comparisons of numbers, times and truth values. A comparison with NaN has no answer: it is
 * missing. Negative and positive zero are equal.
 */
final class Comparisons {
  private Comparisons() {}

  /** Two FLOAT64 columns. */
  static Column doubles(Relation relation, Column left, Column right) {
    DoubleColumn l = (DoubleColumn) left;
    DoubleColumn r = (DoubleColumn) right;
    BoolBuilder out = new BoolBuilder(ResultBuilder.both(l, r));
    boolean undecided = false;
    for (int row = 0; row < out.rows(); row++) {
      double a = l.at(row);
      double b = r.at(row);
      undecided |= Double.isNaN(a) || Double.isNaN(b);
      out.set(row, relation.holds(NumberOrder.sign(a, b)));
    }
    if (undecided) {
      loseNaN(out, l);
      loseNaN(out, r);
    }
    return out.column();
  }

  /** An INT64 and a FLOAT64 column. */
  static Column longWithDouble(Relation relation, Column left, Column right) {
    LongColumn l = (LongColumn) left;
    DoubleColumn r = (DoubleColumn) right;
    BoolBuilder out = new BoolBuilder(ResultBuilder.both(l, r));
    boolean undecided = false;
    for (int row = 0; row < out.rows(); row++) {
      double b = r.at(row);
      undecided |= Double.isNaN(b);
      out.set(row, relation.holds(NumberOrder.sign(l.at(row), b)));
    }
    if (undecided) {
      loseNaN(out, r);
    }
    return out.column();
  }

  /** A FLOAT64 and an INT64 column. */
  static Column doubleWithLong(Relation relation, Column left, Column right) {
    return longWithDouble(relation.mirrored(), /* left= */ right, /* right= */ left);
  }

  /** Two columns of whole numbers, or of times of one type. */
  static Column longs(Relation relation, Column left, Column right) {
    LongColumn l = (LongColumn) left;
    LongColumn r = (LongColumn) right;
    BoolBuilder out = new BoolBuilder(ResultBuilder.both(l, r));
    for (int row = 0; row < out.rows(); row++) {
      out.set(row, relation.holds(Long.compare(l.at(row), r.at(row))));
    }
    return out.column();
  }

  /** Two BOOL columns. */
  static Column bools(Relation relation, Column left, Column right) {
    BoolColumn l = (BoolColumn) left;
    BoolColumn r = (BoolColumn) right;
    BoolBuilder out = new BoolBuilder(ResultBuilder.both(l, r));
    for (int row = 0; row < out.rows(); row++) {
      out.set(row, relation.holds(Boolean.compare(l.at(row), r.at(row))));
    }
    return out.column();
  }

  /** Two UTF8 columns, by code points. */
  static Column texts(Relation relation, Column left, Column right) {
    return TextComparison.compare(relation, left, right);
  }

  private static void loseNaN(BoolBuilder out, DoubleColumn column) {
    for (int row = 0; row < out.rows(); row++) {
      if (Double.isNaN(column.at(row))) {
        out.missing(row);
      }
    }
  }
}

package dev.millrace.expression.function;

import dev.millrace.column.Column;
import dev.millrace.column.DoubleColumn;
import java.util.Arrays;

/** A fixed set of doubles, none of them NaN, to look rows up in. */
final class DoubleSet implements Membership {
  private final double[] sorted;

  DoubleSet(double[] values) {
    this.sorted = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      sorted[i] = withoutNegativeZero(values[i]);
    }
    Arrays.sort(sorted);
  }

  /** Missing for NaN, as a comparison is. */
  @Override
  public Column contains(Column values) {
    DoubleColumn column = (DoubleColumn) values;
    BoolBuilder out = new BoolBuilder(column.validity());
    for (int row = 0; row < out.rows(); row++) {
      double value = column.at(row);
      if (Double.isNaN(value)) {
        out.missing(row);
      } else {
        out.set(row, Arrays.binarySearch(sorted, withoutNegativeZero(value)) >= 0);
      }
    }
    return out.column();
  }

  private static double withoutNegativeZero(double value) {
    return value + 0.0;
  }
}

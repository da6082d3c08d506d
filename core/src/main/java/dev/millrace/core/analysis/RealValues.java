package dev.millrace.core.analysis;

import dev.millrace.column.Column;
import dev.millrace.column.DecimalColumn;
import dev.millrace.column.DoubleColumn;
import dev.millrace.column.LongColumn;

/** Numbers of a column as doubles; NaN for what is missing or no number. */
final class RealValues {
  private RealValues() {}

  static double at(Column column, int row) {
    if (column.isMissing(row)) {
      return Double.NaN;
    }
    return switch (column) {
      case DoubleColumn reals -> reals.at(row);
      case LongColumn wholes -> (double) wholes.at(row);
      case DecimalColumn decimals -> decimals.doubleAt(row);
      default -> Double.NaN;
    };
  }

  static double[] of(Column column) {
    double[] values = new double[column.rows()];
    for (int row = 0; row < values.length; row++) {
      values[row] = at(column, row);
    }
    return values;
  }
}

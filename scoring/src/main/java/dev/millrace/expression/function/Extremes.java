package dev.millrace.expression.function;

import dev.millrace.column.Column;
import dev.millrace.column.DoubleColumn;
import dev.millrace.column.LongColumn;
import java.util.function.DoubleBinaryOperator;
import java.util.function.LongBinaryOperator;

/** Least and greatest of several columns, row by row. NaN wins over every number. */
final class Extremes {
  private Extremes() {}

  /** FLOAT64 columns; NaN where any is NaN, and -0.0 lies below 0.0. */
  static Column doubles(Column[] columns, DoubleBinaryOperator better) {
    DoubleBuilder out = new DoubleBuilder(ResultBuilder.all(columns));
    for (int row = 0; row < out.rows(); row++) {
      double best = ((DoubleColumn) columns[0]).at(row);
      for (int i = 1; i < columns.length; i++) {
        best = better.applyAsDouble(best, ((DoubleColumn) columns[i]).at(row));
      }
      out.set(row, best);
    }
    return out.column();
  }

  /** Columns of whole numbers, or of times of one type. */
  static Column longs(Column[] columns, LongBinaryOperator better) {
    LongBuilder out = new LongBuilder(ResultBuilder.all(columns));
    for (int row = 0; row < out.rows(); row++) {
      long best = ((LongColumn) columns[0]).at(row);
      for (int i = 1; i < columns.length; i++) {
        best = better.applyAsLong(best, ((LongColumn) columns[i]).at(row));
      }
      out.set(row, best);
    }
    return out.column(columns[0].type());
  }
}

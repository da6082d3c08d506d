package dev.millrace.expression.function;

import dev.millrace.column.DoubleColumn;
import dev.millrace.column.Validity;

/** A FLOAT64 result while it is computed. */
final class DoubleBuilder extends ResultBuilder {
  private final double[] values;

  DoubleBuilder(Validity before) {
    super(before);
    this.values = new double[before.rows()];
  }

  void set(int row, double value) {
    values[row] = value;
  }

  DoubleColumn column() {
    return DoubleColumn.owning(values, validity());
  }
}

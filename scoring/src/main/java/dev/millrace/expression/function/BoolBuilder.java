package dev.millrace.expression.function;

import dev.millrace.column.BoolColumn;
import dev.millrace.column.Validity;

/** A BOOL result while it is computed. */
final class BoolBuilder extends ResultBuilder {
  private final boolean[] values;

  BoolBuilder(Validity before) {
    super(before);
    this.values = new boolean[before.rows()];
  }

  void set(int row, boolean value) {
    values[row] = value;
  }

  BoolColumn column() {
    return BoolColumn.owning(values, validity());
  }
}

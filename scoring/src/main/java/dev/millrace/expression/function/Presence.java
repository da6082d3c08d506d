package dev.millrace.expression.function;

import dev.millrace.column.BoolColumn;
import dev.millrace.column.Column;
import dev.millrace.column.Validity;

/** Whether a value is missing. Never missing itself, and takes columns of every type. */
final class Presence {
  private Presence() {}

  static Column isMissing(Column column) {
    boolean[] values = new boolean[column.rows()];
    if (column.missingCount() > 0) {
      for (int row = 0; row < values.length; row++) {
        values[row] = column.isMissing(row);
      }
    }
    return BoolColumn.owning(values, Validity.all(values.length));
  }
}

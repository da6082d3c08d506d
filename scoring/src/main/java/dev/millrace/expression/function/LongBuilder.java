package dev.millrace.expression.function;

import dev.millrace.column.ColumnType;
import dev.millrace.column.LongColumn;
import dev.millrace.column.Validity;

/** A result of whole numbers or times while it is computed. */
final class LongBuilder extends ResultBuilder {
  private final long[] values;

  LongBuilder(Validity before) {
    super(before);
    this.values = new long[before.rows()];
  }

  void set(int row, long value) {
    values[row] = value;
  }

  LongColumn column(ColumnType type) {
    return LongColumn.owning(type, values, validity());
  }
}

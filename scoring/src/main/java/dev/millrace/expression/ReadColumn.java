package dev.millrace.expression;

import dev.millrace.column.Batch;
import dev.millrace.column.Column;
import dev.millrace.column.ColumnType;

/** A column of the batch as it is. */
record ReadColumn(ColumnType type, int position) implements Step {
  @Override
  public Column evaluate(Batch batch) {
    return batch.column(position);
  }
}

package dev.millrace.expression;

import dev.millrace.column.Batch;
import dev.millrace.column.Column;
import dev.millrace.column.ColumnType;

/** A part of an expression whose types are settled, ready to be evaluated. Thread-safe. */
sealed interface Step permits ReadColumn, Constant, Apply {
  ColumnType type();

  /** As many rows as the batch has, of {@link #type}. */
  Column evaluate(Batch batch);
}

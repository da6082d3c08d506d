package dev.millrace.expression;

import dev.millrace.column.Batch;
import dev.millrace.column.Column;
import dev.millrace.column.ColumnType;
import dev.millrace.column.Fields;

/**
 * An expression tied to the columns of a table. Immutable and thread-safe; never fails on the
 * values of a row, and no row's result depends on another row of its batch.
 */
public final class BoundExpression {
  private final Fields fields;
  private final Step step;

  BoundExpression(Fields fields, Step step) {
    this.fields = fields;
    this.step = step;
  }

  /** Type of the result; never DECIMAL, which is read as FLOAT64. */
  public ColumnType type() {
    return step.type();
  }

  /** The columns it was bound to. */
  public Fields fields() {
    return fields;
  }

  /**
   * The result, a row for each row of the batch.
   *
   * @param batch has exactly the columns it was bound to
   */
  public Column evaluate(Batch batch) {
    if (!batch.fields().equals(fields)) {
      throw new IllegalArgumentException(
          "bound to the columns " + fields + ", given " + batch.fields());
    }
    return step.evaluate(batch);
  }
}

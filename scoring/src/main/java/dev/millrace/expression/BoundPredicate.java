package dev.millrace.expression;

import dev.millrace.column.Batch;
import dev.millrace.column.BoolColumn;
import java.util.Arrays;

/** A BOOL expression tied to the columns of a table. Immutable and thread-safe. */
public final class BoundPredicate {
  private final BoundExpression expression;

  BoundPredicate(BoundExpression expression) {
    this.expression = expression;
  }

  /** True, false or missing for each row of the batch. */
  public BoolColumn evaluate(Batch batch) {
    return (BoolColumn) expression.evaluate(batch);
  }

  /**
   * The rows where it is true, ascending: neither those where it is false nor those where missing.
   */
  public int[] rowsWhereTrue(Batch batch) {
    BoolColumn truth = evaluate(batch);
    int count = 0;
    int[] rows = new int[truth.rows()];
    for (int row = 0; row < rows.length; row++) {
      if (!truth.isMissing(row) && truth.at(row)) {
        rows[count++] = row;
      }
    }
    return Arrays.copyOf(rows, count);
  }
}

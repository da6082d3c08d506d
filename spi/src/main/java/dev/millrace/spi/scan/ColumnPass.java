package dev.millrace.spi.scan;

import dev.millrace.column.Batch;
import dev.millrace.column.Fields;
import dev.millrace.spi.data.RowBatch;

/**
 * An ordered pass that gives columns: for each row it sees, in order and on one thread, one row of
 * its own. What it gives for a row depends on that row and those before it alone.
 */
public interface ColumnPass {
  /** The columns it gives. */
  Fields fields();

  /**
   * The next rows in order; never empty. Gives as many rows of {@link #fields}, in the same order.
   */
  Batch next(RowBatch rows);
}

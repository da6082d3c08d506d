package dev.millrace.spi.scan;

import dev.millrace.spi.data.RowBatch;

/**
 * A sequential reading of sorted rows: the second of the three shapes. The engine sorts, spilling
 * to disk; the pass sees each row once, on one thread.
 *
 * @param <R> what the pass finds
 */
public interface OrderedPass<R> {
  /** The next rows in order; never empty. */
  void next(RowBatch rows);

  /** Called once after the last row. */
  R finish();
}

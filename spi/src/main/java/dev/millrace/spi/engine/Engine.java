package dev.millrace.spi.engine;

import dev.millrace.spi.data.RowBatch;
import dev.millrace.spi.scan.Collector;
import dev.millrace.spi.scan.OrderedPass;
import dev.millrace.spi.scan.SampleSize;
import dev.millrace.spi.scan.Scan;
import dev.millrace.spi.scan.SortOrder;

/**
 * Reads cuts in the three shapes and does nothing else with them. Safe for concurrent calls; work
 * happens on the engine's own bounded threads. Failures are {@code MillraceException}s of code
 * ENGINE_FAILED, MEMORY_LIMIT, DISK_FULL, BLOB_MISSING, BLOB_CORRUPT or CANCELLED (when the calling
 * thread is interrupted).
 */
public interface Engine extends AutoCloseable {
  /** One state per part, merged along the fixed tree, whatever the number of threads. */
  <S> S collect(Scan scan, Collector<S> collector);

  /** Sorts, spilling when memory is short, and feeds the pass on the calling thread. */
  <R> R ordered(Scan scan, SortOrder order, OrderedPass<R> pass);

  /** The sampled rows in cut order, as one batch. */
  RowBatch sample(Scan scan, SampleSize size);

  @Override
  void close();
}

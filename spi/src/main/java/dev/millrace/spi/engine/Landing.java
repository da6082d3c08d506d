package dev.millrace.spi.engine;

import dev.millrace.column.Fields;
import dev.millrace.spi.data.PinnedSource;

/**
 * Turns source objects into cuts. What cannot be read is kept and counted, never dropped. Same
 * threading and failures as {@link Engine}.
 */
public interface Landing {
  /**
   * Columns and types of a source from a full scan, not from a sniffed sample.
   *
   * @throws dev.millrace.error.MillraceException SOURCE_EMPTY, SOURCE_UNREADABLE, SOURCE_CHANGED,
   *     COLUMN_DUPLICATE, COLUMN_LIMIT
   */
  InferredTable infer(PinnedSource source, ReadOptions options);

  /** Reads the source with the given plan into a cut. */
  Landed land(PinnedSource source, LandingPlan plan);

  /** Writes batches, in order, as a cut; for tables made by the program itself. */
  Landed write(Fields fields, Iterable<dev.millrace.column.Batch> batches);
}

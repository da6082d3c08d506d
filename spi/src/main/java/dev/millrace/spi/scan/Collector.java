package dev.millrace.spi.scan;

import dev.millrace.spi.data.RowBatch;
import java.io.Serializable;

/**
 * An unordered, mergeable reading of a table: the first of the three shapes. The collector itself
 * is immutable and travels to executors; its state is made per part, filled in row order, and
 * merged along {@link MergeTree}. How a part is cut into batches must not change the state.
 *
 * @param <S> state of one part or of several merged ones; confined to one thread at a time
 */
public interface Collector<S> extends Serializable {
  /** What the merge guarantees and how large a state may grow. */
  CollectorLaw law();

  /** The state of no rows. */
  S fresh();

  /** Adds rows to a state, in place. */
  void add(S state, RowBatch rows);

  /** State of the left rows followed by the right ones; may reuse and change both arguments. */
  S merge(S left, S right);

  /** Byte form of a state, for executors, storage and the law test. */
  StateCodec<S> codec();
}

package dev.millrace.spi.store;

import dev.millrace.spi.id.Change;
import java.time.Duration;
import java.time.Instant;

/**
 * Writes of runs. Each method is one transaction with its events: when it returns, it survives a
 * crash; when it throws, nothing happened, unless it is STORE_BUSY, STORE_UNREACHABLE or
 * STORE_FAILED, after which the same call with the same key finds out. Repeating a change with its
 * key gives the first answer; the same key with another content is a CONFLICT. Safe for concurrent
 * use, by several processes too.
 */
public interface RunStore {
  /**
   * Opens a run and takes its pipeline's lease, or that of a holder who fell silent, whose run is
   * marked abandoned. RUN_ACTIVE while somebody holds a live lease.
   */
  StartedRun start(Change change, RunStart start);

  /**
   * Prolongs a lease to {@code term} from {@code now}: LEASE_LOST. The one write that is not an
   * event: it says nothing but that the holder is alive.
   */
  Lease renew(Lease lease, Duration term, Instant now);

  /**
   * Records a finished stage, and stores its result for reuse when it is PURE, under the epoch of
   * the lease: LEASE_LOST. The blobs it refers to are in the blob store already.
   */
  StageRecord commit(Change change, Lease lease, StageCommit commit);

  /** Ends a run and gives its lease back: LEASE_LOST. */
  void finish(Change change, Lease lease, RunEnd end);
}

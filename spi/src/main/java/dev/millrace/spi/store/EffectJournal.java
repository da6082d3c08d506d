package dev.millrace.spi.store;

import dev.millrace.json.Json;
import dev.millrace.spi.id.Change;
import dev.millrace.spi.id.ProjectName;
import java.util.List;

/**
 * Effects by idempotency key, which is the key of the change: begun before they are done, completed
 * with their result afterwards, each in its own transaction under the epoch of the run's lease
 * (LEASE_LOST, except that the result of a completed one is told to anybody). The same key with
 * another intent is a CONFLICT.
 */
public interface EffectJournal {
  EffectState begin(Change change, Lease lease, EffectIntent intent);

  /**
   * Records the result of an effect that was begun under the same key; the first result stays and
   * is returned. CONFLICT when it was never begun.
   */
  Json complete(Change change, Lease lease, Json result);

  /** Effects begun and not completed, oldest first. */
  List<PendingEffect> listPending(ProjectName project);
}

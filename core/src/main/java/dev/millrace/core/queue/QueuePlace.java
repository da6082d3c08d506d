package dev.millrace.core.queue;

import dev.millrace.spi.id.PipelineName;
import dev.millrace.spi.id.RunId;
import dev.millrace.spi.store.LeaseOwner;
import java.time.Instant;
import java.util.Objects;

/**
 * A run in the queue, waiting or running.
 *
 * @param owner the process it runs in; the place is free once that is gone
 * @param since when it came
 * @param wish what is wanted of it
 */
public record QueuePlace(
    RunId run, PipelineName pipeline, LeaseOwner owner, RunNeeds needs, Instant since, Wish wish) {
  /** What is wanted of a run. */
  public enum Wish {
    GO_ON,
    /** Its process leaves the queue, or ends the run at its next check. */
    CANCEL
  }

  public QueuePlace {
    Objects.requireNonNull(run);
    Objects.requireNonNull(pipeline);
    Objects.requireNonNull(owner);
    Objects.requireNonNull(needs);
    Objects.requireNonNull(since);
    Objects.requireNonNull(wish);
  }

  QueuePlace cancelled() {
    return new QueuePlace(run, pipeline, owner, needs, since, Wish.CANCEL);
  }
}

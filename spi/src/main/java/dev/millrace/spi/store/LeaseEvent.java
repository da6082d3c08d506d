package dev.millrace.spi.store;

import dev.millrace.spi.id.RunId;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;

/** What is asked of a lease. */
public sealed interface LeaseEvent {
  /**
   * A run wants to start.
   *
   * @param term how long the lease lasts unless renewed; 1 ms to 1 day
   * @param knownDead processes the caller has seen to be gone: their leases count as expired
   */
  record Acquire(RunId run, LeaseOwner owner, Duration term, Set<LeaseOwner> knownDead)
      implements LeaseEvent {
    public Acquire {
      Objects.requireNonNull(run);
      Objects.requireNonNull(owner);
      LeaseRules.requireTerm(term);
      knownDead = Set.copyOf(knownDead);
    }
  }

  /** The holder goes on. */
  record Renew(RunId run, long epoch, Duration term) implements LeaseEvent {
    public Renew {
      Objects.requireNonNull(run);
      LeaseRules.requireTerm(term);
    }
  }

  /** The holder is about to write something. */
  record Check(RunId run, long epoch) implements LeaseEvent {
    public Check {
      Objects.requireNonNull(run);
    }
  }

  /** The holder is done. */
  record Release(RunId run, long epoch) implements LeaseEvent {
    public Release {
      Objects.requireNonNull(run);
    }
  }
}

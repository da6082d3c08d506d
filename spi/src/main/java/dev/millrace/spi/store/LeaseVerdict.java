package dev.millrace.spi.store;

import java.util.Objects;
import java.util.Optional;

/** The answer of {@link LeaseRules}. */
public sealed interface LeaseVerdict {
  /**
   * It may be done.
   *
   * @param next the lease afterwards
   * @param displaced the holder whose lease had run out and who lost it now
   */
  record Granted(LeaseState next, Optional<LeaseHolder> displaced) implements LeaseVerdict {
    public Granted {
      Objects.requireNonNull(next);
      Objects.requireNonNull(displaced);
    }
  }

  /** Somebody else holds a live lease. */
  record Busy(LeaseHolder holder) implements LeaseVerdict {
    public Busy {
      Objects.requireNonNull(holder);
    }
  }

  /** The one who asks does not hold the lease any more. */
  record Lost(LeaseState state) implements LeaseVerdict {
    public Lost {
      Objects.requireNonNull(state);
    }
  }
}

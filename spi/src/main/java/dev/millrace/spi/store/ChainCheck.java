package dev.millrace.spi.store;

import dev.millrace.digest.Digest;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/** The outcome of recomputing a chain of events. */
public sealed interface ChainCheck {
  /** Of no event yet. */
  ChainCheck START = new Whole(0, EventChain.ROOT);

  /**
   * Every event is as it was written. Events cut off at the end are found only by comparing the
   * head with one kept elsewhere.
   *
   * @param events how many there are
   * @param head digest of the last one
   */
  record Whole(long events, Digest head) implements ChainCheck {
    public Whole {
      Objects.requireNonNull(head);
    }
  }

  /**
   * The chain was tampered with or damaged.
   *
   * @param event id of the first event that is not as it was written
   * @param at when that event happened, as far as it can be told; for a missing one empty
   * @param expected what the chain says must be there
   * @param found what is there
   */
  record Broken(long event, Optional<Instant> at, String why, String expected, String found)
      implements ChainCheck {
    public Broken {
      Objects.requireNonNull(at);
      Objects.requireNonNull(why);
      Objects.requireNonNull(expected);
      Objects.requireNonNull(found);
    }

    /** An event that is not where the chain goes on: {@code next} is the one found in its place. */
    static Broken missing(long event, long next) {
      return new Broken(
          event, Optional.empty(), "it is missing", "event " + event, "event " + next);
    }
  }
}

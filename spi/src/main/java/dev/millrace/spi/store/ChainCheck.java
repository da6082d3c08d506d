package dev.millrace.spi.store;

import dev.millrace.digest.Digest;
import java.util.Objects;

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
   */
  record Broken(long event, String why) implements ChainCheck {
    public Broken {
      Objects.requireNonNull(why);
    }
  }
}

package dev.millrace.core.trigger;

import java.util.Objects;
import java.util.Optional;

/** What the rules say to an event. */
public sealed interface TriggerVerdict {
  /** Nothing changes, and nothing needs to be written down. */
  record Stays(String why) implements TriggerVerdict {}

  /**
   * The state changes.
   *
   * @param start the run that is to be started by who brought this about
   */
  record Moved(TriggerState state, String why, Optional<Attempt> start) implements TriggerVerdict {
    public Moved {
      Objects.requireNonNull(state);
      Objects.requireNonNull(why);
      Objects.requireNonNull(start);
    }
  }
}

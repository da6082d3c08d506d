package dev.millrace.core.trigger;

import java.time.Instant;
import java.util.Locale;
import java.util.Objects;

/**
 * A reason to train again.
 *
 * @param version the version that was live when it was found, 0 for what does not depend on one
 * @param since when it was first seen
 */
public record TriggerCause(Kind kind, int version, String words, Instant since) {
  /** What there is to react to. Names are stored. */
  public enum Kind {
    NEW_DATA,
    DRIFT,
    QUALITY,
    SCHEDULE,
    REQUEST;

    /** As a pipeline writes it. */
    public String text() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  public TriggerCause {
    Objects.requireNonNull(kind);
    Objects.requireNonNull(words);
    Objects.requireNonNull(since);
  }

  String text() {
    return words.isEmpty() ? kind.text() : kind.text() + " (" + words + ")";
  }
}

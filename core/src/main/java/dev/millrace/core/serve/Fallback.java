package dev.millrace.core.serve;

import dev.millrace.core.config.Section;
import dev.millrace.core.config.ValueForms;
import java.time.Duration;
import java.util.Objects;

/**
 * What answers when a version cannot: the key {@code predict.fallback} of a server.
 *
 * @param failures in a row after which a version rests
 * @param pause how long it rests before one request tries it again
 */
public record Fallback(To to, int failures, Duration pause) {
  /** What answers instead. */
  public enum To {
    /** Nothing: the request fails. */
    NONE,
    /** For a candidate what is live, for what is live what was before it, which stays loaded. */
    PREVIOUS
  }

  public static final Fallback OFF = new Fallback(To.NONE, 5, Duration.ofSeconds(10));

  /** Flag of a row that another version answered. */
  static final String FLAG = "fallback";

  public Fallback {
    Objects.requireNonNull(to);
    Objects.requireNonNull(pause);
    if (failures < 1) {
      throw new IllegalArgumentException(failures + " failures");
    }
  }

  static Fallback read(Section section) {
    return new Fallback(
        section.value(
            "to",
            "what answers when a version fails or rests: nothing, or the one before it",
            ValueForms.choice(To.class),
            OFF.to),
        Math.toIntExact(
            section.value(
                "failures",
                "in a row after which a version rests",
                ValueForms.whole(1, 1_000_000),
                (long) OFF.failures)),
        section.value(
            "pause",
            "how long it rests before one request tries it again",
            ValueForms.duration(),
            OFF.pause));
  }

  boolean isOn() {
    return to == To.PREVIOUS;
  }
}

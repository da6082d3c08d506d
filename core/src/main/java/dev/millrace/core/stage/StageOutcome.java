package dev.millrace.core.stage;

import dev.millrace.digest.Digest;
import java.time.Duration;
import java.util.Objects;

/**
 * What a stage gave, and how it came by it.
 *
 * @param digest digest of the value's canonical JSON; downstream stages depend on it
 */
public record StageOutcome<O>(O value, Digest digest, Origin origin, Duration took) {
  /** How the value came about. */
  public enum Origin {
    /** Looked at. */
    OBSERVED,
    /** Computed now. */
    MADE,
    /** Taken from an earlier run. */
    REUSED,
    /** The change was made now. */
    DONE,
    /** The change had been made before; its first result was returned. */
    REPEATED
  }

  public StageOutcome {
    Objects.requireNonNull(value);
    Objects.requireNonNull(digest);
    Objects.requireNonNull(origin);
    Objects.requireNonNull(took);
  }

  /** This result as an input of another stage. */
  public StageInput as(String name) {
    return new StageInput(name, digest);
  }
}

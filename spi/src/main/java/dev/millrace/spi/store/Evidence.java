package dev.millrace.spi.store;

import dev.millrace.digest.Digest;
import java.util.Objects;

/**
 * A statement about a scorer.
 *
 * @param scorer the scorer it is about
 * @param blob what it says
 */
public record Evidence(Digest scorer, EvidenceKind kind, Digest blob) {
  public Evidence {
    Objects.requireNonNull(scorer);
    Objects.requireNonNull(kind);
    Objects.requireNonNull(blob);
  }
}

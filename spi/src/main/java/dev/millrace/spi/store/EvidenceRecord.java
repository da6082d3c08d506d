package dev.millrace.spi.store;

import dev.millrace.spi.id.Actor;
import java.time.Instant;
import java.util.Objects;

/**
 * A statement about a scorer, as it was recorded.
 *
 * @param sequence grows with every statement in a home
 */
public record EvidenceRecord(
    long sequence, Evidence evidence, Actor actor, String reason, Instant at) {
  public EvidenceRecord {
    Objects.requireNonNull(evidence);
    Objects.requireNonNull(actor);
    Objects.requireNonNull(reason);
    Objects.requireNonNull(at);
  }
}

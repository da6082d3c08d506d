package dev.millrace.spi.store;

import dev.millrace.digest.Digest;
import dev.millrace.spi.id.Actor;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * An order to keep something as it is.
 *
 * @param number counted from 1 in a home
 * @param contents how many there are
 * @param released when it was given up; empty while it is in force
 */
public record Hold(
    long number,
    String subject,
    Optional<Digest> person,
    long contents,
    Actor actor,
    String reason,
    Instant at,
    Optional<Instant> released) {
  public Hold {
    Objects.requireNonNull(subject);
    Objects.requireNonNull(person);
    Objects.requireNonNull(actor);
    Objects.requireNonNull(reason);
    Objects.requireNonNull(at);
    Objects.requireNonNull(released);
  }

  public boolean isInForce() {
    return released.isEmpty();
  }

  /** The same, given up at that time or, when it is empty, in force. */
  public Hold with(Optional<Instant> end) {
    return new Hold(number, subject, person, contents, actor, reason, at, end);
  }
}

package dev.millrace.spi.store;

import dev.millrace.digest.Digest;
import dev.millrace.spi.id.Change;
import java.util.Objects;

/**
 * One change in the append-only chain of a home.
 *
 * @param id from 1, without gaps
 * @param previous digest of the event before; {@link EventChain#ROOT} for the first
 * @param digest over everything else, the previous digest included
 */
public record Event(long id, Change change, EventDraft draft, Digest previous, Digest digest) {
  public Event {
    Objects.requireNonNull(change);
    Objects.requireNonNull(draft);
    Objects.requireNonNull(previous);
    Objects.requireNonNull(digest);
  }
}

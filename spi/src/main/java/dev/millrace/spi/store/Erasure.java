package dev.millrace.spi.store;

import dev.millrace.digest.Digest;
import dev.millrace.spi.id.Actor;
import java.time.Instant;
import java.util.Objects;

/**
 * A person who was asked to be erased.
 *
 * @param number counted from 1 in a home
 * @param person digest of the person's key, made with a secret of the home
 * @param field the column by which persons are told apart
 */
public record Erasure(
    long number, Digest person, String field, Actor actor, String reason, Instant at) {
  public Erasure {
    Objects.requireNonNull(person);
    Objects.requireNonNull(field);
    Objects.requireNonNull(actor);
    Objects.requireNonNull(reason);
    Objects.requireNonNull(at);
  }
}

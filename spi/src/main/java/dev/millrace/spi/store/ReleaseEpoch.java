package dev.millrace.spi.store;

import dev.millrace.spi.id.Actor;
import java.time.Instant;
import java.util.Objects;

/**
 * Routes that were put in force, and stay so until the next epoch of their target.
 *
 * @param number from 1 without gaps for each target; every prediction carries it
 * @param at when it was decided
 */
public record ReleaseEpoch(
    ReleaseTarget target,
    long number,
    ReleaseChange change,
    ReleaseRoutes routes,
    Actor actor,
    String reason,
    Instant at) {
  public ReleaseEpoch {
    Objects.requireNonNull(target);
    Objects.requireNonNull(change);
    Objects.requireNonNull(routes);
    Objects.requireNonNull(actor);
    Objects.requireNonNull(reason);
    at = StoreTime.cut(at);
  }
}

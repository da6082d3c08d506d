package dev.millrace.spi.store;

import java.util.Objects;

/**
 * Routes to be put in force.
 *
 * @param number the number the epoch must get: one more than the newest of its target
 */
public record EpochDraft(
    ReleaseTarget target, long number, ReleaseChange change, ReleaseRoutes routes) {
  public EpochDraft {
    Objects.requireNonNull(target);
    Objects.requireNonNull(change);
    Objects.requireNonNull(routes);
    if (number < 1) {
      throw new IllegalArgumentException("epochs count from 1, got " + number);
    }
  }
}

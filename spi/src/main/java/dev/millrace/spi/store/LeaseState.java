package dev.millrace.spi.store;

import java.util.Objects;
import java.util.Optional;

/**
 * The lease of one pipeline.
 *
 * @param epoch number of the last grant; 0 when it was never granted, one more at every grant
 * @param holder who holds it; empty when it was released or never granted
 */
public record LeaseState(long epoch, Optional<LeaseHolder> holder) {
  /** Never granted. */
  public static final LeaseState FREE = new LeaseState(0, Optional.empty());

  public LeaseState {
    Objects.requireNonNull(holder);
    if (epoch < 0 || (epoch == 0 && holder.isPresent())) {
      throw new IllegalArgumentException("no lease is held under epoch " + epoch);
    }
  }
}

package dev.millrace.spi.store;

import dev.millrace.spi.id.NodeName;
import java.time.Instant;
import java.util.Objects;

/** A node began to answer by an epoch. */
public record EpochServed(ReleaseTarget target, long epoch, NodeName node, Instant at) {
  public EpochServed {
    Objects.requireNonNull(target);
    Objects.requireNonNull(node);
    at = StoreTime.cut(at);
  }
}

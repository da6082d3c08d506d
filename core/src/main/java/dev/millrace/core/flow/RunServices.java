package dev.millrace.core.flow;

import dev.millrace.spi.store.BlobStore;
import dev.millrace.spi.store.Checkpoints;
import dev.millrace.spi.store.Stores;
import java.time.Clock;
import java.util.Objects;
import java.util.concurrent.ScheduledExecutorService;

/**
 * What every run needs from outside. Whoever opened these closes them.
 *
 * @param heart runs the lease renewals
 */
public record RunServices(
    Stores stores,
    BlobStore blobs,
    Clock clock,
    ScheduledExecutorService heart,
    Checkpoints checkpoints) {
  public RunServices {
    Objects.requireNonNull(stores);
    Objects.requireNonNull(blobs);
    Objects.requireNonNull(clock);
    Objects.requireNonNull(heart);
    Objects.requireNonNull(checkpoints);
  }
}

package dev.millrace.spi.store;

import dev.millrace.spi.id.ExperimentId;
import dev.millrace.spi.id.RunId;
import java.util.Objects;
import java.util.Optional;

/**
 * A run that was started.
 *
 * @param abandoned the run whose lease was taken over; it is marked so
 */
public record StartedRun(Lease lease, ExperimentId experiment, Optional<RunId> abandoned) {
  public StartedRun {
    Objects.requireNonNull(lease);
    Objects.requireNonNull(experiment);
    Objects.requireNonNull(abandoned);
  }
}

package dev.millrace.core.lineage;

import dev.millrace.spi.id.PipelineName;
import dev.millrace.spi.id.RunId;
import dev.millrace.spi.store.RunStatus;
import dev.millrace.spi.store.StageOrigin;
import java.time.Instant;
import java.util.Objects;

/**
 * A run in which a step took place.
 *
 * @param status of the run
 * @param origin whether the step was made in it or taken from an earlier one
 * @param started of the step
 * @param ended of the step
 */
public record StepRun(
    RunId run,
    PipelineName pipeline,
    RunStatus status,
    StageOrigin origin,
    Instant started,
    Instant ended) {
  public StepRun {
    Objects.requireNonNull(run);
    Objects.requireNonNull(pipeline);
    Objects.requireNonNull(status);
    Objects.requireNonNull(origin);
    Objects.requireNonNull(started);
    Objects.requireNonNull(ended);
  }
}

package dev.millrace.spi.track;

import dev.millrace.spi.id.ExperimentId;
import dev.millrace.spi.id.PipelineName;
import dev.millrace.spi.id.RunId;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A run whose metrics, parameters and tags are noted. Every run of a pipeline is one; others are
 * made by programs that train elsewhere.
 *
 * @param name 1 to 500 bytes
 * @param user who runs it, as it was said
 * @param started milliseconds since 1970
 * @param ended milliseconds since 1970; absent while it runs
 * @param artifacts where its files are; may be empty
 * @param pipeline the pipeline it is a run of
 * @param deleted when it was set aside, milliseconds since 1970
 */
public record TrackedRun(
    RunId run,
    ExperimentId experiment,
    String name,
    TrackedStatus status,
    String user,
    long started,
    OptionalLong ended,
    String artifacts,
    Optional<PipelineName> pipeline,
    OptionalLong deleted) {
  public TrackedRun {
    Objects.requireNonNull(run);
    Objects.requireNonNull(experiment);
    Objects.requireNonNull(name);
    Objects.requireNonNull(status);
    Objects.requireNonNull(user);
    Objects.requireNonNull(ended);
    Objects.requireNonNull(artifacts);
    Objects.requireNonNull(pipeline);
    Objects.requireNonNull(deleted);
  }

  /** The same run under another name. */
  public TrackedRun named(String other) {
    return new TrackedRun(
        run, experiment, other, status, user, started, ended, artifacts, pipeline, deleted);
  }

  /** The same run in another state, with the time it ended if that is known. */
  public TrackedRun in(TrackedStatus other, OptionalLong end) {
    return new TrackedRun(
        run, experiment, name, other, user, started, end, artifacts, pipeline, deleted);
  }

  /** The same run, set aside at a time, or taken back. */
  public TrackedRun deleted(OptionalLong when) {
    return new TrackedRun(
        run, experiment, name, status, user, started, ended, artifacts, pipeline, when);
  }
}

package dev.millrace.spi.store;

import dev.millrace.digest.Digest;
import dev.millrace.spi.id.Actor;
import dev.millrace.spi.id.ExperimentId;
import dev.millrace.spi.id.PipelineName;
import dev.millrace.spi.id.RunId;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * A run without its stages.
 *
 * @param sequence grows with every start in a home; the order of lists
 * @param owner the process that started it
 * @param epoch of the lease it started under
 * @param problem why it failed or was refused; empty otherwise
 */
public record RunSummary(
    long sequence,
    RunId run,
    PipelineName pipeline,
    ExperimentId experiment,
    Digest config,
    String revision,
    LeaseOwner owner,
    long epoch,
    RunStatus status,
    Actor actor,
    String reason,
    Instant started,
    Optional<Instant> ended,
    String problem) {
  public RunSummary {
    Objects.requireNonNull(run);
    Objects.requireNonNull(pipeline);
    Objects.requireNonNull(experiment);
    Objects.requireNonNull(config);
    Objects.requireNonNull(revision);
    Objects.requireNonNull(owner);
    Objects.requireNonNull(status);
    Objects.requireNonNull(actor);
    Objects.requireNonNull(reason);
    Objects.requireNonNull(started);
    Objects.requireNonNull(ended);
    Objects.requireNonNull(problem);
  }

  /** This run, ended at {@code at}. */
  public RunSummary ended(RunStatus how, String why, Instant at) {
    return with(how, why, Optional.of(at));
  }

  /** This run, abandoned at a time nobody knows. */
  public RunSummary silent(String why) {
    return with(RunStatus.ABANDONED, why, Optional.empty());
  }

  private RunSummary with(RunStatus how, String why, Optional<Instant> at) {
    return new RunSummary(
        sequence,
        run,
        pipeline,
        experiment,
        config,
        revision,
        owner,
        epoch,
        how,
        actor,
        reason,
        started,
        at,
        why);
  }
}

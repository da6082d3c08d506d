package dev.millrace.core.flow;

import dev.millrace.digest.Digest;
import dev.millrace.spi.id.Actor;
import dev.millrace.spi.id.PipelineName;
import dev.millrace.spi.id.ProjectName;
import dev.millrace.spi.id.RunId;
import dev.millrace.spi.store.LeaseOwner;
import java.util.Objects;
import java.util.Set;

/**
 * Who wants which pipeline run, and why.
 *
 * @param config digest of the resolved pipeline
 * @param revision build or commit of the program
 * @param knownDead owners seen to be gone, whose lease may be taken at once
 */
public record RunRequest(
    RunId run,
    ProjectName project,
    PipelineName pipeline,
    Digest config,
    String revision,
    Actor actor,
    String reason,
    LeaseOwner owner,
    Set<LeaseOwner> knownDead) {
  public RunRequest {
    Objects.requireNonNull(run);
    Objects.requireNonNull(project);
    Objects.requireNonNull(pipeline);
    Objects.requireNonNull(config);
    Objects.requireNonNull(revision);
    Objects.requireNonNull(actor);
    Objects.requireNonNull(reason);
    Objects.requireNonNull(owner);
    knownDead = Set.copyOf(knownDead);
  }
}

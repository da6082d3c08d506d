package dev.millrace.spi.store;

import dev.millrace.digest.Digest;
import dev.millrace.spi.id.PipelineName;
import dev.millrace.spi.id.PlainText;
import dev.millrace.spi.id.RunId;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;

/**
 * A request to start a run.
 *
 * @param config digest of the pipeline as it was resolved, defaults included
 * @param revision build or commit of the program
 * @param term how long the lease lasts unless renewed; 1 ms to 1 day
 * @param knownDead owners the caller has seen to be gone; their leases are taken over at once
 */
public record RunStart(
    RunId run,
    PipelineName pipeline,
    Digest config,
    String revision,
    LeaseOwner owner,
    Duration term,
    Set<LeaseOwner> knownDead) {
  public RunStart {
    Objects.requireNonNull(run);
    Objects.requireNonNull(pipeline);
    Objects.requireNonNull(config);
    revision = PlainText.clean(revision);
    Objects.requireNonNull(owner);
    LeaseRules.requireTerm(term);
    knownDead = Set.copyOf(knownDead);
  }
}

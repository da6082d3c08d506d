package dev.millrace.spi.store;

import dev.millrace.digest.Digest;
import dev.millrace.spi.id.PipelineName;
import dev.millrace.spi.id.ProjectName;
import dev.millrace.spi.id.RunId;
import java.util.List;
import java.util.Optional;

/** Reads of runs. */
public interface RunQueries {
  /** Runs of a project, newest first. */
  List<RunSummary> list(ProjectName project, RunPage page);

  /** A run with its stages: RUN_UNKNOWN. */
  LoadedRun load(ProjectName project, RunId run);

  /** The lease of a pipeline, live or run out; empty when nobody holds it. */
  Optional<Lease> findLease(ProjectName project, PipelineName pipeline);

  /** Every lease that somebody holds, live or run out, by pipeline. */
  List<Lease> listLeases(ProjectName project);

  /** Every stage that took or gave a content, oldest first; at most 1,000. */
  List<LineageEdge> findLineage(ProjectName project, Digest content);
}

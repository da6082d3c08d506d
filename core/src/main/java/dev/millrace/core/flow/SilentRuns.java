package dev.millrace.core.flow;

import dev.millrace.digest.Digest;
import dev.millrace.spi.id.PipelineName;
import dev.millrace.spi.id.ProjectName;
import dev.millrace.spi.id.RunId;
import dev.millrace.spi.store.Lease;
import dev.millrace.spi.store.LeaseHolder;
import dev.millrace.spi.store.LeaseOwner;
import dev.millrace.spi.store.LineageEdge;
import dev.millrace.spi.store.LoadedRun;
import dev.millrace.spi.store.RunPage;
import dev.millrace.spi.store.RunQueries;
import dev.millrace.spi.store.RunStatus;
import dev.millrace.spi.store.RunSummary;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Runs as they stand now: one that is recorded as running, while its process is gone or its lease
 * ran out, is told as abandoned. The record itself is changed by the run that takes over.
 */
public final class SilentRuns implements RunQueries {
  private final RunQueries recorded;
  private final Predicate<LeaseOwner> gone;
  private final InstantSource clock;

  /**
   * @param gone true for a process that is known not to run any more
   */
  public SilentRuns(RunQueries recorded, Predicate<LeaseOwner> gone, InstantSource clock) {
    this.recorded = recorded;
    this.gone = gone;
    this.clock = clock;
  }

  @Override
  public List<RunSummary> list(ProjectName project, RunPage page) {
    return recorded.list(project, page).stream()
        .map(run -> asItStands(project, run, () -> recorded.load(project, run.run()).summary()))
        .toList();
  }

  @Override
  public LoadedRun load(ProjectName project, RunId run) {
    LoadedRun loaded = recorded.load(project, run);
    RunSummary now =
        asItStands(project, loaded.summary(), () -> recorded.load(project, run).summary());
    return new LoadedRun(now, loaded.stages());
  }

  @Override
  public Optional<Lease> findLease(ProjectName project, PipelineName pipeline) {
    return recorded.findLease(project, pipeline);
  }

  @Override
  public List<Lease> listLeases(ProjectName project) {
    return recorded.listLeases(project);
  }

  @Override
  public List<LineageEdge> findLineage(ProjectName project, Digest content) {
    return recorded.findLineage(project, content);
  }

  /**
   * @param again reads the run once more: it may have ended, and given its lease up, since
   */
  private RunSummary asItStands(ProjectName project, RunSummary run, Supplier<RunSummary> again) {
    if (run.status() != RunStatus.RUNNING) {
      return run;
    }
    String next = "; the next run of the pipeline takes over and reuses what was finished";
    Optional<LeaseHolder> holder =
        recorded
            .findLease(project, run.pipeline())
            .map(Lease::holder)
            .filter(held -> held.run().equals(run.run()));
    if (holder.isEmpty()) {
      RunSummary since = again.get();
      return since.status() == RunStatus.RUNNING
          ? run.silent(run.owner() + " does not hold the pipeline any more" + next)
          : since;
    }
    if (gone.test(run.owner())) {
      return run.silent(run.owner() + " is gone" + next);
    }
    return clock.instant().isBefore(holder.get().expiry())
        ? run
        : run.silent(run.owner() + " has been silent since before " + holder.get().expiry() + next);
  }
}

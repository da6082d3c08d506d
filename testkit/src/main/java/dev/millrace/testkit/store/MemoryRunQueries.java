package dev.millrace.testkit.store;

import dev.millrace.digest.Digest;
import dev.millrace.spi.id.PipelineName;
import dev.millrace.spi.id.ProjectName;
import dev.millrace.spi.id.RunId;
import dev.millrace.spi.store.Lease;
import dev.millrace.spi.store.LeaseState;
import dev.millrace.spi.store.LineageEdge;
import dev.millrace.spi.store.LineageEdge.Direction;
import dev.millrace.spi.store.LoadedRun;
import dev.millrace.spi.store.NamedDigest;
import dev.millrace.spi.store.RunPage;
import dev.millrace.spi.store.RunQueries;
import dev.millrace.spi.store.RunSummary;
import dev.millrace.spi.store.StageRecord;
import dev.millrace.spi.store.StoreProblems;
import dev.millrace.testkit.store.MemoryTables.InProject;
import dev.millrace.testkit.store.MemoryTables.Run;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads of runs in memory. */
final class MemoryRunQueries implements RunQueries {
  private final MemoryTables tables;

  MemoryRunQueries(MemoryTables tables) {
    this.tables = tables;
  }

  @Override
  public List<RunSummary> list(ProjectName project, RunPage page) {
    synchronized (tables) {
      return runs(project)
          .map(Run::summary)
          .filter(run -> run.sequence() < page.before())
          .filter(run -> page.pipeline().isEmpty() || page.pipeline().get().equals(run.pipeline()))
          .sorted(Comparator.comparingLong(RunSummary::sequence).reversed())
          .limit(page.limit())
          .toList();
    }
  }

  @Override
  public LoadedRun load(ProjectName project, RunId run) {
    synchronized (tables) {
      Run found = tables.runs.get(new InProject<>(project, run));
      if (found == null) {
        throw StoreProblems.runUnknown(run);
      }
      return new LoadedRun(found.summary(), found.stages());
    }
  }

  @Override
  public Optional<Lease> findLease(ProjectName project, PipelineName pipeline) {
    synchronized (tables) {
      LeaseState state =
          tables.leases.getOrDefault(new InProject<>(project, pipeline), LeaseState.FREE);
      return state.holder().map(holder -> new Lease(project, pipeline, state.epoch(), holder));
    }
  }

  @Override
  public List<Lease> listLeases(ProjectName project) {
    synchronized (tables) {
      return tables.leases.keySet().stream()
          .filter(key -> key.project().equals(project))
          .map(InProject::id)
          .sorted(Comparator.comparing(PipelineName::value))
          .flatMap(pipeline -> findLease(project, pipeline).stream())
          .toList();
    }
  }

  @Override
  public List<LineageEdge> findLineage(ProjectName project, Digest content) {
    synchronized (tables) {
      return runs(project)
          .flatMap(run -> run.stages().stream().flatMap(stage -> edges(run, stage)))
          .filter(edge -> edge.content().digest().equals(content))
          .limit(1000)
          .toList();
    }
  }

  private Stream<Run> runs(ProjectName project) {
    return tables.runs.entrySet().stream()
        .filter(entry -> entry.getKey().project().equals(project))
        .map(Map.Entry::getValue);
  }

  private static Stream<LineageEdge> edges(Run run, StageRecord stage) {
    return Stream.concat(
        edges(run, stage, Direction.INPUT, stage.commit().inputs()),
        edges(run, stage, Direction.OUTPUT, stage.commit().outputs()));
  }

  private static Stream<LineageEdge> edges(
      Run run, StageRecord stage, Direction direction, List<NamedDigest> contents) {
    return contents.stream()
        .map(
            content ->
                new LineageEdge(
                    run.summary().run(),
                    stage.ordinal(),
                    stage.commit().stage(),
                    direction,
                    content));
  }
}

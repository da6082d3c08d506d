package dev.millrace.testkit.store;

import dev.millrace.spi.id.Change;
import dev.millrace.spi.id.ExperimentId;
import dev.millrace.spi.id.PipelineName;
import dev.millrace.spi.id.ProjectName;
import dev.millrace.spi.id.RunId;
import dev.millrace.spi.store.RunStart;
import dev.millrace.spi.store.RunStatus;
import dev.millrace.spi.store.StoreProblems;
import dev.millrace.spi.store.TrackRules;
import dev.millrace.spi.track.Experiment;
import dev.millrace.spi.track.MetricPoint;
import dev.millrace.spi.track.NewExperiment;
import dev.millrace.spi.track.Param;
import dev.millrace.spi.track.RunNotes;
import dev.millrace.spi.track.Tag;
import dev.millrace.spi.track.TrackedRun;
import dev.millrace.spi.track.TrackedStatus;
import dev.millrace.testkit.store.MemoryTables.InProject;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.TreeSet;

/** What is noted of runs in memory; every access holds the monitor of the tables. */
final class MemoryNotes {
  /** A tracked run with all that is noted of it; metrics by name, in the order of their history. */
  static final class Noted {
    TrackedRun run;
    final Map<String, TreeSet<MetricPoint>> metrics = new TreeMap<>();
    final Map<String, String> params = new TreeMap<>();
    final Map<String, String> tags = new TreeMap<>();

    Noted(TrackedRun run) {
      this.run = run;
    }

    RunNotes notes() {
      return new RunNotes(
          run,
          metrics.values().stream()
              .map(points -> points.stream().max(MetricPoint.LATEST).orElseThrow())
              .toList(),
          params.entrySet().stream().map(e -> new Param(e.getKey(), e.getValue())).toList(),
          tags.entrySet().stream().map(e -> new Tag(e.getKey(), e.getValue())).toList());
    }
  }

  final Map<ExperimentId, InProject<Experiment>> experiments = new TreeMap<>();
  final Map<InProject<RunId>, Noted> runs = new LinkedHashMap<>();

  MemoryNotes() {
    experiments.put(
        ExperimentId.DEFAULT,
        new InProject<>(
            new ProjectName("default"),
            new Experiment(
                ExperimentId.DEFAULT, "Default", "", 0, 0, OptionalLong.empty(), List.of())));
  }

  ExperimentId next() {
    return ExperimentId.of(experiments.size());
  }

  Optional<Experiment> find(ProjectName project, String name) {
    return experiments.values().stream()
        .filter(each -> each.project().equals(project) && each.id().name().equals(name))
        .map(InProject::id)
        .findFirst();
  }

  Experiment load(ProjectName project, ExperimentId id) {
    InProject<Experiment> found = experiments.get(id);
    if (found == null || !found.project().equals(project)) {
      throw TrackRules.experimentUnknown(id.value());
    }
    return found.id();
  }

  /** Where the runs of a pipeline will be. */
  ExperimentId experimentOf(ProjectName project, PipelineName pipeline) {
    return find(project, pipeline.value()).map(Experiment::id).orElseGet(this::next);
  }

  /** Makes the experiment of a pipeline, or takes back one that is there. */
  void open(Change change, PipelineName pipeline, ExperimentId id) {
    Experiment there =
        find(change.project(), pipeline.value())
            .orElseGet(
                () ->
                    TrackRules.made(
                        new NewExperiment(pipeline.value(), "", List.of()), id, change.at()));
    experiments.put(
        id,
        new InProject<>(
            change.project(),
            new Experiment(
                id,
                there.name(),
                there.artifacts(),
                there.created(),
                there.updated(),
                OptionalLong.empty(),
                there.tags())));
  }

  void start(Change change, RunStart start, ExperimentId experiment) {
    runs.put(
        new InProject<>(change.project(), start.run()),
        new Noted(
            new TrackedRun(
                start.run(),
                experiment,
                TrackRules.name(start.pipeline(), start.run()),
                TrackedStatus.RUNNING,
                change.actor().name(),
                change.at().toEpochMilli(),
                OptionalLong.empty(),
                "",
                Optional.of(start.pipeline()),
                OptionalLong.empty())));
  }

  void end(InProject<RunId> key, RunStatus status, Instant at) {
    Noted noted = load(key.project(), key.id());
    noted.run = noted.run.in(TrackRules.status(status), OptionalLong.of(at.toEpochMilli()));
  }

  Noted load(ProjectName project, RunId run) {
    Noted noted = runs.get(new InProject<>(project, run));
    if (noted == null) {
      throw StoreProblems.runUnknown(run);
    }
    return noted;
  }
}

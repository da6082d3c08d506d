package dev.millrace.store.sql;

import dev.millrace.spi.id.ExperimentId;
import dev.millrace.spi.id.PipelineName;
import dev.millrace.spi.id.ProjectName;
import dev.millrace.spi.store.TrackRules;
import dev.millrace.spi.track.Experiment;
import dev.millrace.spi.track.NewExperiment;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A pipeline and its experiment as rows. */
final class PipelineRow {
  private PipelineRow() {}

  /** The experiment of a pipeline; both come into being with its first run. */
  static ExperimentId ensure(
      SqlSession session, ProjectName project, PipelineName pipeline, Instant at) {
    Optional<Long> known =
        session.find(
            "SELECT experiment_id FROM pipeline WHERE project = ? AND name = ?",
            row -> row.getLong(1),
            project.value(),
            pipeline.value());
    if (known.isPresent()) {
      return ExperimentId.of(known.get());
    }
    Rows.ensureProject(session, project, at);
    ExperimentId id = experiment(session, project, pipeline, at);
    session.execute(
        "INSERT INTO pipeline (project, name, experiment_id) VALUES (?, ?, ?)",
        project.value(),
        pipeline.value(),
        id.number());
    return id;
  }

  /** The experiment of its name, also one that somebody made, or set aside, before. */
  private static ExperimentId experiment(
      SqlSession session, ProjectName project, PipelineName pipeline, Instant at) {
    Optional<Experiment> there = ExperimentRow.find(session, project, pipeline.value());
    if (there.isPresent()) {
      session.execute(
          "UPDATE experiment SET deleted_ms = NULL WHERE id = ?", there.get().id().number());
      return there.get().id();
    }
    ExperimentId id = ExperimentId.of(ExperimentRow.next(session));
    ExperimentRow.insert(
        session,
        project,
        TrackRules.made(new NewExperiment(pipeline.value(), "", List.of()), id, at));
    return id;
  }
}

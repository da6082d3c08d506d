package dev.millrace.store.sql;

import dev.millrace.spi.id.ExperimentId;
import dev.millrace.spi.id.PipelineName;
import dev.millrace.spi.id.ProjectName;
import java.time.Instant;
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
    long id = session.one("SELECT max(id) + 1 FROM experiment", row -> row.getLong(1));
    session.execute(
        "INSERT INTO experiment (id, project, name) VALUES (?, ?, ?)",
        id,
        project.value(),
        pipeline.value());
    session.execute(
        "INSERT INTO pipeline (project, name, experiment_id) VALUES (?, ?, ?)",
        project.value(),
        pipeline.value(),
        id);
    return ExperimentId.of(id);
  }
}

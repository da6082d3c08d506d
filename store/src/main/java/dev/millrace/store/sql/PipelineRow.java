package dev.millrace.store.sql;

import dev.millrace.spi.id.ExperimentId;
import dev.millrace.spi.id.PipelineName;
import dev.millrace.spi.id.ProjectName;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** A pipeline and its experiment as rows. */
final class PipelineRow {
  private PipelineRow() {}

  /** The experiment of a pipeline; both come into being with its first run. */
  static ExperimentId ensure(
      Handle handle, ProjectName project, PipelineName pipeline, Instant at) {
    Optional<Long> known =
        handle
            .createQuery("SELECT experiment_id FROM pipeline WHERE project = ? AND name = ?")
            .bind(0, project.value())
            .bind(1, pipeline.value())
            .mapTo(Long.class)
            .findOne();
    if (known.isPresent()) {
      return ExperimentId.of(known.get());
    }
    Rows.ensureProject(handle, project, at);
    long id = handle.createQuery("SELECT max(id) + 1 FROM experiment").mapTo(Long.class).one();
    handle.execute(
        "INSERT INTO experiment (id, project, name) VALUES (?, ?, ?)",
        id,
        project.value(),
        pipeline.value());
    handle.execute(
        "INSERT INTO pipeline (project, name, experiment_id) VALUES (?, ?, ?)",
        project.value(),
        pipeline.value(),
        id);
    return ExperimentId.of(id);
  }
}

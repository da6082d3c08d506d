package dev.millrace.store.sql;

import dev.millrace.spi.id.ExperimentId;
import dev.millrace.spi.id.PipelineName;
import dev.millrace.spi.id.ProjectName;
import dev.millrace.spi.store.TrackRules;
import dev.millrace.spi.track.Experiment;
import dev.millrace.spi.track.Tag;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** An experiment as a row with its tags. */
final class ExperimentRow {
  private ExperimentRow() {}

  static Experiment load(SqlSession session, ProjectName project, ExperimentId id) {
    return session
        .find(
            "SELECT * FROM experiment WHERE project = ? AND id = ?",
            row -> read(session, row),
            project.value(),
            id.number())
        .orElseThrow(() -> TrackRules.experimentUnknown(id.value()));
  }

  static Optional<Experiment> find(SqlSession session, ProjectName project, String name) {
    return session.find(
        "SELECT * FROM experiment WHERE project = ? AND name = ?",
        row -> read(session, row),
        project.value(),
        name);
  }

  static Experiment read(SqlSession session, ResultSet row) throws SQLException {
    long id = row.getLong("id");
    Long deleted = row.getObject("deleted_ms") == null ? null : row.getLong("deleted_ms");
    return new Experiment(
        ExperimentId.of(id),
        row.getString("name"),
        row.getString("artifacts"),
        row.getLong("created_ms"),
        row.getLong("updated_ms"),
        deleted == null ? java.util.OptionalLong.empty() : java.util.OptionalLong.of(deleted),
        tags(session, id));
  }

  static long next(SqlSession session) {
    return session.one("SELECT max(id) + 1 FROM experiment", row -> row.getLong(1));
  }

  static void insert(SqlSession session, ProjectName project, Experiment experiment) {
    session.execute(
        "INSERT INTO experiment (id, project, name, artifacts, created_ms, updated_ms)"
            + " VALUES (?, ?, ?, ?, ?, ?)",
        experiment.id().number(),
        project.value(),
        experiment.name(),
        experiment.artifacts(),
        experiment.created(),
        experiment.updated());
    experiment.tags().forEach(tag -> setTag(session, experiment.id(), tag));
  }

  /** Saves what can change of an experiment but its tags. */
  static void save(SqlSession session, Experiment experiment) {
    session.execute(
        "UPDATE experiment SET name = ?, updated_ms = ?, deleted_ms = ? WHERE id = ?",
        experiment.name(),
        experiment.updated(),
        TrackedRunRow.nullable(experiment.deleted()),
        experiment.id().number());
  }

  static void setTag(SqlSession session, ExperimentId id, Tag tag) {
    session.execute(
        "INSERT INTO experiment_tag (experiment_id, name, value) VALUES (?, ?, ?)"
            + " ON CONFLICT (experiment_id, name) DO UPDATE SET value = excluded.value",
        id.number(),
        tag.name(),
        tag.value());
  }

  static void removeTag(SqlSession session, ExperimentId id, String name) {
    session.execute(
        "DELETE FROM experiment_tag WHERE experiment_id = ? AND name = ?", id.number(), name);
  }

  /** The pipeline whose experiment it is. */
  static Optional<PipelineName> pipeline(SqlSession session, ExperimentId id) {
    return session.find(
        "SELECT name FROM pipeline WHERE experiment_id = ?",
        row -> new PipelineName(row.getString(1)),
        id.number());
  }

  private static List<Tag> tags(SqlSession session, long id) {
    return session.list(
        "SELECT name, value FROM experiment_tag WHERE experiment_id = ?",
        row -> new Tag(row.getString(1), row.getString(2)),
        id);
  }
}

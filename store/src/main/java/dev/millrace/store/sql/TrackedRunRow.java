package dev.millrace.store.sql;

import dev.millrace.spi.id.Change;
import dev.millrace.spi.id.ExperimentId;
import dev.millrace.spi.id.PipelineName;
import dev.millrace.spi.id.ProjectName;
import dev.millrace.spi.id.RunId;
import dev.millrace.spi.store.RunStart;
import dev.millrace.spi.store.RunStatus;
import dev.millrace.spi.store.StartedRun;
import dev.millrace.spi.store.StoreProblems;
import dev.millrace.spi.store.TrackRules;
import dev.millrace.spi.track.TrackedRun;
import dev.millrace.spi.track.TrackedStatus;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.OptionalLong;

/** A tracked run as a row. */
final class TrackedRunRow {
  /** The columns of {@link #read}, of the table under the name r. */
  static final String COLUMNS =
      "r.id, r.run_id, r.experiment_id, r.name, r.status, r.user_name, r.started_ms, r.ended_ms,"
          + " r.artifacts, r.pipeline, r.deleted_ms";

  /** A run with the number other rows name it by. */
  record Numbered(long id, TrackedRun run) {}

  private TrackedRunRow() {}

  static Numbered read(ResultSet row) throws SQLException {
    return new Numbered(
        row.getLong(1),
        new TrackedRun(
            new RunId(row.getString(2)),
            ExperimentId.of(row.getLong(3)),
            row.getString(4),
            TrackedStatus.valueOf(row.getString(5)),
            row.getString(6),
            row.getLong(7),
            optional(row, 8),
            row.getString(9),
            Optional.ofNullable(row.getString(10)).map(PipelineName::new),
            optional(row, 11)));
  }

  static Optional<Numbered> find(SqlSession session, ProjectName project, RunId run) {
    return session.find(
        "SELECT " + COLUMNS + " FROM tracked_run r WHERE r.project = ? AND r.run_id = ?",
        TrackedRunRow::read,
        project.value(),
        run.value());
  }

  /** RUN_UNKNOWN. */
  static Numbered load(SqlSession session, ProjectName project, RunId run) {
    return find(session, project, run).orElseThrow(() -> StoreProblems.runUnknown(run));
  }

  static long insert(SqlSession session, ProjectName project, TrackedRun run) {
    long id =
        session.one("SELECT coalesce(max(id), 0) + 1 FROM tracked_run", row -> row.getLong(1));
    session.execute(
        "INSERT INTO tracked_run (id, project, run_id, experiment_id, name, status, user_name,"
            + " started_ms, ended_ms, artifacts, pipeline, deleted_ms)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        id,
        project.value(),
        run.run().value(),
        run.experiment().number(),
        run.name(),
        run.status().name(),
        run.user(),
        run.started(),
        nullable(run.ended()),
        run.artifacts(),
        run.pipeline().map(PipelineName::value),
        nullable(run.deleted()));
    return id;
  }

  /** Saves what can change of a run. */
  static void save(SqlSession session, Numbered numbered) {
    TrackedRun run = numbered.run();
    session.execute(
        "UPDATE tracked_run SET name = ?, status = ?, ended_ms = ?, deleted_ms = ? WHERE id = ?",
        run.name(),
        run.status().name(),
        nullable(run.ended()),
        nullable(run.deleted()),
        numbered.id());
  }

  /** A run of a pipeline, as it starts. */
  static void insert(SqlSession session, Change change, RunStart start, StartedRun started) {
    var _ =
        insert(
            session,
            change.project(),
            new TrackedRun(
                start.run(),
                started.experiment(),
                TrackRules.name(start.pipeline(), start.run()),
                TrackedStatus.RUNNING,
                change.actor().name(),
                change.at().toEpochMilli(),
                OptionalLong.empty(),
                "",
                Optional.of(start.pipeline()),
                OptionalLong.empty()));
  }

  /** A run of a pipeline, as it ends. */
  static void end(SqlSession session, Change change, RunId run, RunStatus status) {
    session.execute(
        "UPDATE tracked_run SET status = ?, ended_ms = ? WHERE project = ? AND run_id = ?",
        TrackRules.status(status).name(),
        change.at().toEpochMilli(),
        change.project().value(),
        run.value());
  }

  static Optional<Long> nullable(OptionalLong value) {
    return value.isPresent() ? Optional.of(value.getAsLong()) : Optional.empty();
  }

  static OptionalLong optional(ResultSet row, int column) throws SQLException {
    long value = row.getLong(column);
    return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(value);
  }
}

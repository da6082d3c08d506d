package dev.millrace.store.sql;

import dev.millrace.spi.id.Change;
import dev.millrace.spi.id.ExperimentId;
import dev.millrace.spi.id.PipelineName;
import dev.millrace.spi.id.ProjectName;
import dev.millrace.spi.id.RunId;
import dev.millrace.spi.store.Lease;
import dev.millrace.spi.store.LeaseHolder;
import dev.millrace.spi.store.LeaseOwner;
import dev.millrace.spi.store.RunStart;
import dev.millrace.spi.store.RunStatus;
import dev.millrace.spi.store.RunSummary;
import dev.millrace.spi.store.StartedRun;
import dev.millrace.spi.store.StoreProblems;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/** A run as a row. */
final class RunRow {
  private RunRow() {}

  static RunSummary read(ResultSet row) throws SQLException {
    return new RunSummary(
        row.getLong("sequence"),
        Rows.run(row, "run_id"),
        new PipelineName(row.getString("pipeline")),
        ExperimentId.of(row.getLong("experiment_id")),
        Rows.digest(row, "config"),
        row.getString("revision"),
        Rows.owner(row),
        row.getLong("epoch"),
        RunStatus.valueOf(row.getString("status")),
        Rows.actor(row),
        row.getString("reason"),
        Rows.instant(row, "started_at"),
        Rows.findInstant(row, "ended_at"),
        row.getString("problem"));
  }

  static Optional<RunSummary> find(SqlSession session, ProjectName project, RunId run) {
    return session.find(
        "SELECT * FROM run WHERE project = ? AND run_id = ?",
        row -> read(row),
        project.value(),
        run.value());
  }

  /** What was answered when the run started. */
  static StartedRun started(SqlSession session, ProjectName project, RunId run) {
    return session
        .find(
            "SELECT * FROM run WHERE project = ? AND run_id = ?",
            row -> started(row, project),
            project.value(),
            run.value())
        .orElseThrow(() -> StoreProblems.runUnknown(run));
  }

  static void insert(SqlSession session, Change change, RunStart start, StartedRun started) {
    LeaseHolder holder = started.lease().holder();
    LeaseOwner owner = holder.owner();
    session.execute(
        "INSERT INTO run (sequence, project, run_id, pipeline, experiment_id, config, revision,"
            + " owner_host, owner_pid, owner_started, epoch, lease_expiry, abandoned, status,"
            + " actor, standing, reason, started_at, problem) VALUES ((SELECT"
            + " coalesce(max(sequence), 0) + 1 FROM run), ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,"
            + " ?, ?, ?, ?, ?, '')",
        change.project().value(),
        start.run().value(),
        start.pipeline().value(),
        started.experiment().number(),
        start.config().hex(),
        start.revision(),
        owner.host(),
        owner.pid(),
        Rows.micros(owner.started()),
        started.lease().epoch(),
        Rows.micros(holder.expiry()),
        started.abandoned().map(RunId::value),
        RunStatus.RUNNING.name(),
        change.actor().name(),
        change.actor().standing().name(),
        change.reason(),
        Rows.micros(change.at()));
    TrackedRunRow.insert(session, change, start, started);
  }

  static void end(SqlSession session, Change change, RunId run, RunStatus status, String problem) {
    session.execute(
        "UPDATE run SET status = ?, problem = ?, ended_at = ? WHERE project = ? AND run_id = ?",
        status.name(),
        problem,
        Rows.micros(change.at()),
        change.project().value(),
        run.value());
    TrackedRunRow.end(session, change, run, status);
  }

  private static StartedRun started(ResultSet row, ProjectName project) throws SQLException {
    Instant since = Rows.instant(row, "started_at");
    LeaseHolder holder =
        new LeaseHolder(
            Rows.run(row, "run_id"), Rows.owner(row), since, Rows.instant(row, "lease_expiry"));
    return new StartedRun(
        new Lease(
            project, new PipelineName(row.getString("pipeline")), row.getLong("epoch"), holder),
        ExperimentId.of(row.getLong("experiment_id")),
        Optional.ofNullable(row.getString("abandoned")).map(RunId::new));
  }
}

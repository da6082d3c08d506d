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
import org.jdbi.v3.core.Handle;

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

  static Optional<RunSummary> find(Handle handle, ProjectName project, RunId run) {
    return handle
        .createQuery("SELECT * FROM run WHERE project = ? AND run_id = ?")
        .bind(0, project.value())
        .bind(1, run.value())
        .map((row, context) -> read(row))
        .findOne();
  }

  /** What was answered when the run started. */
  static StartedRun started(Handle handle, ProjectName project, RunId run) {
    return handle
        .createQuery("SELECT * FROM run WHERE project = ? AND run_id = ?")
        .bind(0, project.value())
        .bind(1, run.value())
        .map((row, context) -> started(row, project))
        .findOne()
        .orElseThrow(() -> StoreProblems.runUnknown(run));
  }

  static void insert(Handle handle, Change change, RunStart start, StartedRun started) {
    LeaseHolder holder = started.lease().holder();
    LeaseOwner owner = holder.owner();
    handle
        .createUpdate(
            "INSERT INTO run (sequence, project, run_id, pipeline, experiment_id, config, revision,"
                + " owner_host, owner_pid, owner_started, epoch, lease_expiry, abandoned, status,"
                + " actor, standing, reason, started_at, problem) VALUES ((SELECT"
                + " coalesce(max(sequence), 0) + 1 FROM run), ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,"
                + " ?, ?, ?, ?, ?, '')")
        .bind(0, change.project().value())
        .bind(1, start.run().value())
        .bind(2, start.pipeline().value())
        .bind(3, started.experiment().number())
        .bind(4, start.config().hex())
        .bind(5, start.revision())
        .bind(6, owner.host())
        .bind(7, owner.pid())
        .bind(8, Rows.micros(owner.started()))
        .bind(9, started.lease().epoch())
        .bind(10, Rows.micros(holder.expiry()))
        .bind(11, started.abandoned().map(RunId::value))
        .bind(12, RunStatus.RUNNING.name())
        .bind(13, change.actor().name())
        .bind(14, change.actor().standing().name())
        .bind(15, change.reason())
        .bind(16, Rows.micros(change.at()))
        .execute();
  }

  static void end(Handle handle, Change change, RunId run, RunStatus status, String problem) {
    handle.execute(
        "UPDATE run SET status = ?, problem = ?, ended_at = ? WHERE project = ? AND run_id = ?",
        status.name(),
        problem,
        Rows.micros(change.at()),
        change.project().value(),
        run.value());
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

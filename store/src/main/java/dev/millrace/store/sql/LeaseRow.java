package dev.millrace.store.sql;

import dev.millrace.spi.id.PipelineName;
import dev.millrace.spi.id.ProjectName;
import dev.millrace.spi.store.Lease;
import dev.millrace.spi.store.LeaseEvent;
import dev.millrace.spi.store.LeaseHolder;
import dev.millrace.spi.store.LeaseState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/** A pipeline's lease as a row. */
final class LeaseRow {
  private LeaseRow() {}

  static LeaseState load(SqlSession session, ProjectName project, PipelineName pipeline) {
    return session
        .find(
            "SELECT * FROM lease WHERE project = ? AND pipeline = ?",
            row -> new LeaseState(row.getLong("epoch"), holder(row)),
            project.value(),
            pipeline.value())
        .orElse(LeaseState.FREE);
  }

  /** The state of a lease after an event of its holder, not yet saved: LEASE_LOST. */
  static LeaseState require(SqlSession session, Lease lease, LeaseEvent event, Instant now) {
    return lease.require(load(session, lease.project(), lease.pipeline()), event, now);
  }

  static void save(
      SqlSession session, ProjectName project, PipelineName pipeline, LeaseState state) {
    Optional<LeaseHolder> holder = state.holder();
    session.execute(
        "INSERT INTO lease (project, pipeline, epoch, run_id, owner_host, owner_pid,"
            + " owner_started, since, expiry) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
            + " ON CONFLICT (project, pipeline) DO UPDATE SET epoch = excluded.epoch,"
            + " run_id = excluded.run_id, owner_host = excluded.owner_host,"
            + " owner_pid = excluded.owner_pid, owner_started = excluded.owner_started,"
            + " since = excluded.since, expiry = excluded.expiry",
        project.value(),
        pipeline.value(),
        state.epoch(),
        holder.map(h -> h.run().value()),
        holder.map(h -> h.owner().host()),
        holder.map(h -> h.owner().pid()),
        holder.map(h -> Rows.micros(h.owner().started())),
        holder.map(h -> Rows.micros(h.since())),
        holder.map(h -> Rows.micros(h.expiry())));
  }

  static Optional<LeaseHolder> holder(ResultSet row) throws SQLException {
    if (row.getString("run_id") == null) {
      return Optional.empty();
    }
    return Optional.of(
        new LeaseHolder(
            Rows.run(row, "run_id"),
            Rows.owner(row),
            Rows.instant(row, "since"),
            Rows.instant(row, "expiry")));
  }
}

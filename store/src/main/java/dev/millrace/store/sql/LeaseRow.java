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
import org.jdbi.v3.core.Handle;

/** A pipeline's lease as a row. */
final class LeaseRow {
  private LeaseRow() {}

  static LeaseState load(Handle handle, ProjectName project, PipelineName pipeline) {
    return handle
        .createQuery("SELECT * FROM lease WHERE project = ? AND pipeline = ?")
        .bind(0, project.value())
        .bind(1, pipeline.value())
        .map((row, context) -> new LeaseState(row.getLong("epoch"), holder(row)))
        .findOne()
        .orElse(LeaseState.FREE);
  }

  /** The state of a lease after an event of its holder, not yet saved: LEASE_LOST. */
  static LeaseState require(Handle handle, Lease lease, LeaseEvent event, Instant now) {
    return lease.require(load(handle, lease.project(), lease.pipeline()), event, now);
  }

  static void save(Handle handle, ProjectName project, PipelineName pipeline, LeaseState state) {
    Optional<LeaseHolder> holder = state.holder();
    handle
        .createUpdate(
            "INSERT INTO lease (project, pipeline, epoch, run_id, owner_host, owner_pid,"
                + " owner_started, since, expiry) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
                + " ON CONFLICT (project, pipeline) DO UPDATE SET epoch = excluded.epoch,"
                + " run_id = excluded.run_id, owner_host = excluded.owner_host,"
                + " owner_pid = excluded.owner_pid, owner_started = excluded.owner_started,"
                + " since = excluded.since, expiry = excluded.expiry")
        .bind(0, project.value())
        .bind(1, pipeline.value())
        .bind(2, state.epoch())
        .bind(3, holder.map(h -> h.run().value()))
        .bind(4, holder.map(h -> h.owner().host()))
        .bind(5, holder.map(h -> h.owner().pid()))
        .bind(6, holder.map(h -> Rows.micros(h.owner().started())))
        .bind(7, holder.map(h -> Rows.micros(h.since())))
        .bind(8, holder.map(h -> Rows.micros(h.expiry())))
        .execute();
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

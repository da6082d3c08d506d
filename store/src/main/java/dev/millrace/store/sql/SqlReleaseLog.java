package dev.millrace.store.sql;

import dev.millrace.spi.id.NodeName;
import dev.millrace.spi.id.ProjectName;
import dev.millrace.spi.store.EpochServed;
import dev.millrace.spi.store.ReleaseEpoch;
import dev.millrace.spi.store.ReleaseLog;
import dev.millrace.spi.store.ReleaseTarget;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Epochs of release targets, and who began to serve them when. */
final class SqlReleaseLog implements ReleaseLog {
  private final Transactions transactions;

  SqlReleaseLog(Transactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public List<ReleaseEpoch> current(ProjectName project) {
    return transactions.read(
        session ->
            session.list(
                "SELECT e.* FROM release_epoch e JOIN (SELECT model, environment, max(number) AS"
                    + " newest FROM release_epoch WHERE project = ? GROUP BY model, environment) n"
                    + " ON e.model = n.model AND e.environment = n.environment"
                    + " AND e.number = n.newest WHERE e.project = ?"
                    + " ORDER BY e.model, e.environment",
                row -> EpochRow.read(row),
                project.value(),
                project.value()));
  }

  @Override
  public List<ReleaseEpoch> list(ProjectName project, ReleaseTarget target, int limit) {
    return transactions.read(
        session ->
            session.list(
                "SELECT * FROM release_epoch WHERE project = ? AND model = ? AND environment = ?"
                    + " ORDER BY number DESC LIMIT ?",
                row -> EpochRow.read(row),
                project.value(),
                target.model().value(),
                target.environment().value(),
                limit));
  }

  @Override
  public Optional<ReleaseEpoch> at(ProjectName project, ReleaseTarget target, Instant when) {
    return transactions.read(
        session ->
            session.find(
                "SELECT * FROM release_epoch WHERE project = ? AND model = ? AND environment = ?"
                    + " AND at <= ? ORDER BY number DESC LIMIT 1",
                row -> EpochRow.read(row),
                project.value(),
                target.model().value(),
                target.environment().value(),
                Rows.micros(when)));
  }

  @Override
  public void served(ProjectName project, EpochServed served) {
    var _ =
        transactions.<Integer>write(
            write ->
                write
                    .session()
                    .execute(
                        "INSERT INTO epoch_served (project, model, environment, number, node, at)"
                            + " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
                        project.value(),
                        served.target().model().value(),
                        served.target().environment().value(),
                        served.epoch(),
                        served.node().value(),
                        Rows.micros(served.at())));
  }

  @Override
  public List<EpochServed> served(ProjectName project, ReleaseTarget target, long epoch) {
    return transactions.read(
        session ->
            session.list(
                "SELECT node, at FROM epoch_served WHERE project = ? AND model = ?"
                    + " AND environment = ? AND number = ? ORDER BY at, node",
                row ->
                    new EpochServed(
                        target,
                        epoch,
                        new NodeName(row.getString("node")),
                        Rows.instant(row, "at")),
                project.value(),
                target.model().value(),
                target.environment().value(),
                epoch));
  }
}

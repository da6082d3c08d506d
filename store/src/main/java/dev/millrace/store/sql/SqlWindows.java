package dev.millrace.store.sql;

import dev.millrace.spi.id.Change;
import dev.millrace.spi.id.NodeName;
import dev.millrace.spi.id.ProjectName;
import dev.millrace.spi.store.ChangeRequests;
import dev.millrace.spi.store.EventAction;
import dev.millrace.spi.store.EventDrafts;
import dev.millrace.spi.store.MonitorWindow;
import dev.millrace.spi.store.MonitorWindows;
import dev.millrace.spi.store.ReleaseTarget;
import dev.millrace.spi.store.WindowKind;
import java.time.Instant;
import java.util.List;

/** Closed monitoring windows. */
final class SqlWindows implements MonitorWindows {
  private final Transactions transactions;

  SqlWindows(Transactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public void close(Change change, MonitorWindow window) {
    var _ = transactions.<Boolean>write(write -> close(write, change, window));
  }

  private static boolean close(WriteTransaction write, Change change, MonitorWindow window) {
    SqlSession session = write.session();
    if (write.replayed(change, EventAction.WINDOW_CLOSE, ChangeRequests.of(window)).isPresent()) {
      return false;
    }
    ReleaseTarget target = window.target();
    var _ = VersionRow.load(session, change.project(), target.model(), window.version());
    session.execute(
        "INSERT INTO monitor_window (project, model, environment, version, kind, node, began,"
            + " ended, content) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        change.project().value(),
        target.model().value(),
        target.environment().value(),
        window.version(),
        window.kind().name(),
        window.node().value(),
        Rows.micros(window.from()),
        Rows.micros(window.to()),
        Rows.json(window.content()));
    write.append(change, EventDrafts.closed(window));
    return true;
  }

  @Override
  public List<MonitorWindow> list(
      ProjectName project, ReleaseTarget target, WindowKind kind, Instant after, int limit) {
    return transactions
        .read(
            session ->
                session.list(
                    "SELECT * FROM monitor_window WHERE project = ? AND model = ?"
                        + " AND environment = ? AND kind = ? AND ended > ?"
                        + " ORDER BY ended DESC, sequence DESC LIMIT ?",
                    row ->
                        new MonitorWindow(
                            target,
                            row.getInt("version"),
                            kind,
                            new NodeName(row.getString("node")),
                            Rows.instant(row, "began"),
                            Rows.instant(row, "ended"),
                            Rows.json(row, "content")),
                    project.value(),
                    target.model().value(),
                    target.environment().value(),
                    kind.name(),
                    Rows.micros(after),
                    limit))
        .reversed();
  }
}

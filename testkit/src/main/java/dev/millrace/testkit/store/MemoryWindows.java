package dev.millrace.testkit.store;

import dev.millrace.spi.id.Change;
import dev.millrace.spi.id.ProjectName;
import dev.millrace.spi.store.ChangeRequests;
import dev.millrace.spi.store.EventAction;
import dev.millrace.spi.store.EventDrafts;
import dev.millrace.spi.store.MonitorWindow;
import dev.millrace.spi.store.MonitorWindows;
import dev.millrace.spi.store.ReleaseTarget;
import dev.millrace.spi.store.WindowKind;
import dev.millrace.testkit.store.MemoryTables.InProject;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/** Closed monitoring windows in memory. */
final class MemoryWindows implements MonitorWindows {
  private final MemoryTables tables;
  private final MemoryEvents events;

  MemoryWindows(MemoryTables tables, MemoryEvents events) {
    this.tables = tables;
    this.events = events;
  }

  @Override
  public void close(Change change, MonitorWindow window) {
    synchronized (tables) {
      if (events.replayed(change, EventAction.WINDOW_CLOSE, ChangeRequests.of(window)).isEmpty()) {
        var model = MemoryRegistryQueries.model(tables, change.project(), window.target().model());
        var _ = MemoryRegistryQueries.version(model, window.target().model(), window.version());
        events.commit(
            change,
            List.of(EventDrafts.closed(window)),
            () -> tables.windows.add(new InProject<>(change.project(), window)));
      }
    }
  }

  @Override
  public List<MonitorWindow> list(
      ProjectName project, ReleaseTarget target, WindowKind kind, Instant after, int limit) {
    synchronized (tables) {
      List<MonitorWindow> found =
          tables.windows.stream()
              .filter(entry -> entry.project().equals(project))
              .map(InProject::id)
              .filter(window -> window.target().equals(target) && window.kind() == kind)
              .filter(window -> window.to().isAfter(after))
              .sorted(Comparator.comparing(MonitorWindow::to))
              .toList();
      return found.subList(Math.max(0, found.size() - limit), found.size());
    }
  }
}

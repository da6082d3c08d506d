package dev.millrace.spi.store;

import dev.millrace.spi.id.Change;
import dev.millrace.spi.id.ProjectName;
import java.time.Instant;
import java.util.List;

/** Closed monitoring windows. */
public interface MonitorWindows {
  /** Keeps a closed window with an event; repeating the change keeps it once. */
  void close(Change change, MonitorWindow window);

  /**
   * Windows of a target and kind that end after an instant, oldest first.
   *
   * @param limit 1 to 10,000; the newest ones when there are more
   */
  List<MonitorWindow> list(
      ProjectName project, ReleaseTarget target, WindowKind kind, Instant after, int limit);
}

package dev.millrace.spi.store;

import dev.millrace.json.Json;
import dev.millrace.spi.id.NodeName;
import java.time.Instant;
import java.util.Objects;

/**
 * What was seen of one model version between two instants by one node. Windows of the same version
 * add up by the rules of whoever made the content.
 *
 * @param from processing time, inclusive
 * @param to processing time, exclusive
 * @param content aggregates only, in a form with a version
 */
public record MonitorWindow(
    ReleaseTarget target,
    int version,
    WindowKind kind,
    NodeName node,
    Instant from,
    Instant to,
    Json content) {
  public MonitorWindow {
    Objects.requireNonNull(target);
    Objects.requireNonNull(kind);
    Objects.requireNonNull(node);
    from = StoreTime.cut(from);
    to = StoreTime.cut(to);
    Objects.requireNonNull(content);
    if (!from.isBefore(to)) {
      throw new IllegalArgumentException("a window ends after it begins: " + from + ", " + to);
    }
  }
}

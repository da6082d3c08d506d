package dev.millrace.core.monitor;

import dev.millrace.core.register.BlobBytes;
import dev.millrace.core.release.ReleaseContents;
import dev.millrace.core.serve.TrafficTallies;
import dev.millrace.core.serve.TrafficTally;
import dev.millrace.digest.Digest;
import dev.millrace.json.JsonReader;
import dev.millrace.scorer.Scorer;
import dev.millrace.spi.id.Actor;
import dev.millrace.spi.id.Change;
import dev.millrace.spi.id.NodeName;
import dev.millrace.spi.id.ProjectName;
import dev.millrace.spi.store.BlobStore;
import dev.millrace.spi.store.MonitorWindow;
import dev.millrace.spi.store.MonitorWindows;
import dev.millrace.spi.store.ReleaseContent;
import dev.millrace.spi.store.ReleaseTarget;
import dev.millrace.spi.store.WindowKind;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * The open windows of everything this server answers with. A version without a reference is not
 * counted. {@link #tick} is called by one thread.
 */
public final class WindowTallies implements TrafficTallies {
  private final BlobStore blobs;
  private final MonitorWindows windows;
  private final ProjectName project;
  private final NodeName node;
  private final Function<ReleaseTarget, MonitorSettings> settings;
  private final int stripes;
  private final Map<Key, Open> open = new ConcurrentHashMap<>();

  /** Closed windows the store has not taken yet, oldest first. */
  private final Deque<Closed> waiting = new ArrayDeque<>();

  /** What is counted together. */
  private record Key(ReleaseTarget target, ReleaseContent content) {}

  /** A closed window with the change that keeps it. */
  private record Closed(Change change, MonitorWindow window) {}

  /** A window that is being counted, and when it began. */
  private static final class Open {
    private final WindowTally tally;
    private Instant since;

    Open(WindowTally tally, Instant since) {
      this.tally = tally;
      this.since = since;
    }
  }

  /**
   * @param settings how each model is watched
   * @param stripes about as many as threads that serve
   */
  public WindowTallies(
      BlobStore blobs,
      MonitorWindows windows,
      ProjectName project,
      NodeName node,
      Function<ReleaseTarget, MonitorSettings> settings,
      int stripes) {
    this.blobs = blobs;
    this.windows = windows;
    this.project = project;
    this.node = node;
    this.settings = settings;
    this.stripes = stripes;
  }

  @Override
  public TrafficTally open(ReleaseTarget target, ReleaseContent content, Scorer scorer) {
    Digest reference = content.statements().get(ReleaseContents.REFERENCE);
    if (reference == null) {
      return TrafficTally.NONE;
    }
    return open.computeIfAbsent(
            new Key(target, content),
            key ->
                new Open(
                    new WindowTally(
                        Reference.fromJson(JsonReader.read(BlobBytes.read(blobs, reference))),
                        stripes),
                    Instant.MIN))
        .tally;
  }

  /** Closes the windows whose time or rows are full. */
  public void tick(Instant now) {
    open.forEach(
        (key, counted) -> {
          MonitorSettings wanted = settings.apply(key.target());
          if (counted.since.equals(Instant.MIN) || now.isBefore(counted.since)) {
            // Begun now, or by a clock that was set back since: what was counted stays.
            counted.since = now;
          } else if (!now.isBefore(counted.since.plus(wanted.window()))
              || counted.tally.rows() >= wanted.rows()) {
            close(key, counted, now);
          }
        });
    keep();
  }

  /** Closes every window, full or not. */
  public void closeAll(Instant now) {
    open.forEach((key, counted) -> close(key, counted, now));
    keep();
  }

  /** A window leaves the queue once it is kept: a store that cannot be reached loses none. */
  private void keep() {
    while (!waiting.isEmpty()) {
      Closed next = waiting.element();
      windows.close(next.change(), next.window());
      waiting.remove();
    }
  }

  private void close(Key key, Open counted, Instant now) {
    Optional<TrafficWindow> window = counted.tally.close();
    // By a clock that was set back a window has no length, and one microsecond is the shortest.
    Instant since = counted.since.isBefore(now) ? counted.since : now.minus(1, ChronoUnit.MICROS);
    counted.since = now;
    window.ifPresent(
        counts ->
            waiting.add(
                new Closed(
                    new Change(
                        project,
                        new Actor(node.value(), Actor.Standing.SYSTEM),
                        "",
                        "window:" + node + ":" + key.target() + ":" + version(key) + ":" + now,
                        now),
                    new MonitorWindow(
                        key.target(),
                        version(key),
                        WindowKind.TRAFFIC,
                        node,
                        since,
                        now,
                        counts.toJson()))));
  }

  private static int version(Key key) {
    return key.content().version();
  }
}

package dev.millrace.server.pages;

import dev.millrace.core.monitor.Drift;
import dev.millrace.core.monitor.DriftFinding;
import dev.millrace.core.monitor.MonitorSettings;
import dev.millrace.core.monitor.Reference;
import dev.millrace.core.monitor.TrafficWindow;
import dev.millrace.core.monitor.WatchedColumn;
import dev.millrace.core.release.ReleaseContents;
import dev.millrace.digest.Digest;
import dev.millrace.spi.store.MonitorWindow;
import dev.millrace.spi.store.ReleaseContent;
import dev.millrace.spi.store.ReleaseEpoch;
import dev.millrace.spi.store.ReleaseRoute;
import dev.millrace.spi.store.ReleaseTarget;
import dev.millrace.spi.store.WindowKind;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What was seen of the traffic of one version, held against its reference. Windows too small to be
 * compared are joined with those before them, as the model's settings say.
 *
 * @param reference empty when the version has none
 * @param spans oldest first; the last is now
 * @param waiting rows of the newest windows that are too few to be compared
 */
record TrafficReading(
    ReleaseTarget target,
    int version,
    MonitorSettings settings,
    Optional<Reference> reference,
    List<Span> spans,
    long waiting) {
  private static final int MOST_WINDOWS = 500;
  private static final int LATEST_WINDOWS = 50;
  private static final int MOST_SPANS = 24;

  TrafficReading {
    spans = List.copyOf(spans);
  }

  /** Windows compared as one. */
  record Span(Instant from, Instant to, TrafficWindow window) {}

  /** How things are now with the version that has the most traffic. */
  static TrafficReading latest(Sources sources, ReleaseEpoch epoch) {
    return of(sources, epoch, LATEST_WINDOWS, 1);
  }

  /** How things went with the version that has the most traffic, until now. */
  static TrafficReading history(Sources sources, ReleaseEpoch epoch) {
    return of(sources, epoch, MOST_WINDOWS, MOST_SPANS);
  }

  private static TrafficReading of(
      Sources sources, ReleaseEpoch epoch, int mostWindows, int mostSpans) {
    ReleaseTarget target = epoch.target();
    ReleaseContent content =
        epoch.routes().routes().stream()
            .max(Comparator.comparingInt(ReleaseRoute::share))
            .orElseThrow()
            .content();
    Optional<Digest> statement =
        Optional.ofNullable(content.statements().get(ReleaseContents.REFERENCE));
    Optional<Reference> reference = statement.map(sources::json).map(Reference::fromJson);
    MonitorSettings settings = sources.monitor().apply(target);
    List<MonitorWindow> windows =
        sources
            .stores()
            .serving()
            .windows()
            .list(sources.project(), target, WindowKind.TRAFFIC, Instant.EPOCH, mostWindows)
            .stream()
            .filter(window -> window.version() == content.version())
            .toList();
    Deque<Span> spans = new ArrayDeque<>();
    Span open = null;
    // From the newest on, so that what is said of now does not depend on what was long ago.
    for (MonitorWindow window : windows.reversed()) {
      TrafficWindow counts = TrafficWindow.fromJson(window.content());
      if (reference.isEmpty() || !fits(reference.get(), counts)) {
        continue;
      }
      open =
          open == null
              ? new Span(window.from(), window.to(), counts)
              : new Span(
                  earlier(window.from(), open.from()), open.to(), counts.plus(open.window()));
      if (open.window().rows() >= settings.leastRows()) {
        spans.addFirst(open);
        open = null;
        if (spans.size() == mostSpans) {
          break;
        }
      }
    }
    long waiting = spans.isEmpty() && open != null ? open.window().rows() : 0;
    return new TrafficReading(
        target, content.version(), settings, reference, new ArrayList<>(spans), waiting);
  }

  /** A window counted over the cells of another statement of the version is of no use here. */
  private static boolean fits(Reference reference, TrafficWindow window) {
    Map<String, Integer> cells = new HashMap<>();
    reference.inputs().forEach(c -> cells.put("in " + c.name(), c.values().cells().length));
    reference.answers().forEach(c -> cells.put("out " + c.name(), c.values().cells().length));
    return fits("in ", cells, window.inputs()) && fits("out ", cells, window.answers());
  }

  private static boolean fits(
      String kind, Map<String, Integer> cells, List<WatchedColumn> columns) {
    return columns.stream()
        .allMatch(
            column ->
                column.values().cells().length == cells.getOrDefault(kind + column.name(), -1));
  }

  private static Instant earlier(Instant left, Instant right) {
    return left.isBefore(right) ? left : right;
  }

  /** What is going on now; empty when too little was seen. */
  Optional<Span> now() {
    return spans.isEmpty() ? Optional.empty() : Optional.of(spans.getLast());
  }

  /** Inputs now, the furthest from the reference first. */
  List<DriftFinding> inputs() {
    return now()
        .map(span -> Drift.inputs(reference.orElseThrow(), span.window(), settings.psi()))
        .orElse(List.of());
  }

  /** Answers now, the furthest from the reference first. */
  List<DriftFinding> answers() {
    return now()
        .map(span -> Drift.answers(reference.orElseThrow(), span.window(), settings.psi()))
        .orElse(List.of());
  }

  /** Everything that drifts now. */
  List<DriftFinding> drifting() {
    List<DriftFinding> all = new ArrayList<>(inputs());
    all.addAll(answers());
    return all.stream().filter(DriftFinding::isDrift).toList();
  }
}

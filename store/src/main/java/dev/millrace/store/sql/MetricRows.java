package dev.millrace.store.sql;

import dev.millrace.spi.store.TrackRules;
import dev.millrace.spi.track.MetricHistory;
import dev.millrace.spi.track.MetricPoint;
import dev.millrace.spi.track.NoteLimits;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Values of metrics as rows. The one that counts is in {@code run_metric}, all others are in {@code
 * metric_point}: a metric that is measured once, as most are, is one row.
 */
final class MetricRows {
  private MetricRows() {}

  static void add(SqlSession session, long run, List<MetricPoint> points) {
    if (points.isEmpty()) {
      return;
    }
    Set<String> names = points.stream().map(MetricPoint::name).collect(Collectors.toSet());
    Map<String, Long> numbers = session.names().ensure(session, names);
    Map<String, MetricPoint> before =
        hasNone(session, run) ? Map.of() : latest(session, run, numbers);
    Map<String, MetricPoint> after = new HashMap<>(before);
    Set<MetricPoint> others = new LinkedHashSet<>();
    for (MetricPoint point : points) {
      MetricPoint other = after.putIfAbsent(point.name(), point);
      if (other != null && !other.equals(point)) {
        boolean newer = MetricPoint.LATEST.compare(point, other) > 0;
        others.add(newer ? other : point);
        after.put(point.name(), newer ? point : other);
      }
    }
    requireRoom(session, run, after.size() - before.size());
    List<@Nullable Object[]> inserts = new ArrayList<>();
    List<@Nullable Object[]> updates = new ArrayList<>();
    for (MetricPoint point : after.values()) {
      long number = number(numbers, point);
      MetricPoint old = before.get(point.name());
      if (old == null) {
        inserts.add(row(run, number, point));
      } else if (!old.equals(point)) {
        updates.add(
            new Object[] {nan(point), value(point), point.millis(), point.step(), run, number});
      }
    }
    session.batch(
        "INSERT INTO run_metric (run, name_id, nan, value, at_ms, step) VALUES (?, ?, ?, ?, ?, ?)",
        inserts);
    session.batch(
        "UPDATE run_metric SET nan = ?, value = ?, at_ms = ?, step = ? WHERE run = ? AND name_id ="
            + " ?",
        updates);
    session.batch(
        "INSERT INTO metric_point (run, name_id, nan, value, at_ms, step) VALUES (?, ?, ?, ?, ?, ?)"
            + " ON CONFLICT DO NOTHING",
        others.stream().map(point -> row(run, number(numbers, point), point)).toList());
  }

  /** A page of a metric's values, the one that counts among the others. */
  static List<MetricPoint> history(SqlSession session, long run, MetricHistory page) {
    Long number = session.names().find(session, page.name()).orElse(null);
    if (number == null) {
      return List.of();
    }
    Set<MetricPoint> found = new TreeSet<>(MetricPoint.HISTORY);
    found.addAll(latest(session, run, Map.of(page.name(), number)).values());
    page.after().ifPresent(last -> found.removeIf(p -> MetricPoint.HISTORY.compare(p, last) <= 0));
    List<Object> parameters = new ArrayList<>(List.of(run, number));
    String after = "";
    if (page.after().isPresent()) {
      MetricPoint last = page.after().get();
      after = " AND (at_ms, step, nan, value) > (?, ?, ?, ?)";
      parameters.addAll(List.of(last.millis(), last.step(), nan(last), value(last)));
    }
    parameters.add(page.limit());
    found.addAll(
        session.list(
            "SELECT nan, value, at_ms, step FROM metric_point WHERE run = ? AND name_id = ?"
                + after
                + " ORDER BY at_ms, step, nan, value LIMIT ?",
            row -> point(page.name(), row, 1),
            parameters.toArray()));
    return found.stream().limit(page.limit()).toList();
  }

  /** Reads nan, value, at_ms and step from the given column on. */
  static MetricPoint point(String name, ResultSet row, int first) throws SQLException {
    return new MetricPoint(
        name,
        row.getInt(first) == 1 ? Double.NaN : row.getDouble(first + 1),
        row.getLong(first + 2),
        row.getLong(first + 3));
  }

  static int nan(MetricPoint point) {
    return Double.isNaN(point.value()) ? 1 : 0;
  }

  private static double value(MetricPoint point) {
    return Double.isNaN(point.value()) ? 0 : point.value();
  }

  private static @Nullable Object[] row(long run, long number, MetricPoint point) {
    return new Object[] {run, number, nan(point), value(point), point.millis(), point.step()};
  }

  private static long number(Map<String, Long> numbers, MetricPoint point) {
    return Objects.requireNonNull(numbers.get(point.name()));
  }

  /** The values that count of some metrics, where there are any. */
  private static Map<String, MetricPoint> latest(
      SqlSession session, long run, Map<String, Long> numbers) {
    Map<Long, String> names = new HashMap<>();
    numbers.forEach((name, number) -> names.put(number, name));
    List<Object> parameters = new ArrayList<>(List.of(run));
    InList.add(parameters, new ArrayList<>(names.keySet()));
    return session.fold(
        "SELECT name_id, nan, value, at_ms, step FROM run_metric WHERE run = ? AND name_id IN "
            + InList.marks(names.size()),
        new HashMap<>(),
        (found, row) -> {
          String name = Objects.requireNonNull(names.get(row.getLong(1)));
          found.put(name, point(name, row, 2));
          return found;
        },
        parameters.toArray());
  }

  private static boolean hasNone(SqlSession session, long run) {
    return session
        .find("SELECT 1 FROM run_metric WHERE run = ? LIMIT 1", row -> row.getInt(1), run)
        .isEmpty();
  }

  private static void requireRoom(SqlSession session, long run, int fresh) {
    if (fresh > 0) {
      long there =
          session.one("SELECT count(*) FROM run_metric WHERE run = ?", row -> row.getLong(1), run);
      if (there + fresh > NoteLimits.RUN_METRICS) {
        throw TrackRules.full("metrics of this run", NoteLimits.RUN_METRICS);
      }
    }
  }
}

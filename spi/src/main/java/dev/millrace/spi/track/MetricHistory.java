package dev.millrace.spi.track;

import dev.millrace.spi.id.RunId;
import java.util.Objects;
import java.util.Optional;

/**
 * Which values of one metric of a run are asked for, in the order of {@link MetricPoint#HISTORY}.
 *
 * @param after the last value that was seen; absent for the first page
 * @param limit 1 to 50,000
 */
public record MetricHistory(RunId run, String name, Optional<MetricPoint> after, int limit) {
  public MetricHistory {
    Objects.requireNonNull(run);
    NoteLimits.name("metric", name);
    Objects.requireNonNull(after);
    if (limit < 1 || limit > 50_000) {
      throw new IllegalArgumentException("a page of history has 1 to 50000 values, got " + limit);
    }
  }

  /** The first page. */
  public static MetricHistory of(RunId run, String name, int limit) {
    return new MetricHistory(run, name, Optional.empty(), limit);
  }

  /** The page that follows one that ended with this value. */
  public MetricHistory after(MetricPoint last) {
    return new MetricHistory(run, name, Optional.of(last), limit);
  }
}

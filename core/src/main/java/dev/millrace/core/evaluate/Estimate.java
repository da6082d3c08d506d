package dev.millrace.core.evaluate;

import java.util.Objects;
import java.util.Optional;

/**
 * A metric's value on some rows.
 *
 * @param value NaN where the metric is not defined on these rows
 * @param low lower end of the interval, NaN when it could not be formed
 * @param high upper end of the interval, NaN when it could not be formed
 * @param undefined why there is no value; empty when there is one
 */
public record Estimate(
    String metric,
    Better better,
    double value,
    double low,
    double high,
    Optional<String> undefined) {
  public Estimate {
    Objects.requireNonNull(metric);
    Objects.requireNonNull(better);
    if (undefined.isPresent() && !Double.isNaN(value)) {
      throw new IllegalArgumentException(metric + " is " + value + " and undefined");
    }
  }

  /** An estimate that has a value, or for which nobody said why not. */
  public static Estimate of(String metric, Better better, double value, double low, double high) {
    return new Estimate(metric, better, value, low, high, Optional.empty());
  }

  /** True when the value could be computed. */
  public boolean isDefined() {
    return !Double.isNaN(value);
  }
}

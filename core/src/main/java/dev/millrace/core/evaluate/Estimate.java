package dev.millrace.core.evaluate;

import java.util.Objects;

/**
 * A metric's value on some rows.
 *
 * @param value NaN where the metric is not defined on these rows
 * @param low lower end of the interval, NaN when it could not be formed
 * @param high upper end of the interval, NaN when it could not be formed
 */
public record Estimate(String metric, Better better, double value, double low, double high) {
  public Estimate {
    Objects.requireNonNull(metric);
    Objects.requireNonNull(better);
  }

  /** True when the value could be computed. */
  public boolean isDefined() {
    return !Double.isNaN(value);
  }
}

package dev.millrace.core.anomaly;

import java.util.Objects;

/**
 * A distance from other data that was measured, whether or not it is an anomaly.
 *
 * @param column the column; empty for the table as a whole
 * @param comparison with what: {@code drift}, {@code skew} or {@code version}
 * @param method qualified name of the method
 * @param limit what the schema allows
 */
public record Measurement(
    String column, String comparison, String method, double value, double limit, Limit kind) {
  /** On which side of the limit an anomaly lies; the limit itself is allowed. */
  public enum Limit {
    MOST,
    LEAST
  }

  public Measurement {
    Objects.requireNonNull(column);
    Objects.requireNonNull(comparison);
    Objects.requireNonNull(method);
    Objects.requireNonNull(kind);
  }

  /** True when it is beyond the limit. */
  public boolean isBeyond() {
    return kind == Limit.MOST ? value > limit : value < limit;
  }
}

package dev.millrace.spi.store;

import dev.millrace.spi.id.PlainText;

/**
 * A metric's value as it was when a version was registered.
 *
 * @param name 1 to 200 characters, such as {@code test.auc}
 * @param value finite: what could not be computed is left out and stands in the evaluation; -0.0
 *     becomes 0.0
 */
public record MetricValue(String name, double value) {
  public MetricValue {
    PlainText.require("a metric name", name);
    if (name.isBlank() || name.length() > 200) {
      throw new IllegalArgumentException("a metric name has 1 to 200 characters");
    }
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException("metric " + name + " has no value: " + value);
    }
    value += 0.0;
  }
}

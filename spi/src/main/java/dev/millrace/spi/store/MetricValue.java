package dev.millrace.spi.store;

/**
 * A metric's value as it was when a version was registered.
 *
 * @param name 1 to 200 characters, such as {@code test.auc}
 * @param value finite: what could not be computed is left out and stands in the evaluation
 */
public record MetricValue(String name, double value) {
  public MetricValue {
    if (name.isBlank() || name.length() > 200) {
      throw new IllegalArgumentException("a metric name has 1 to 200 characters");
    }
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException("metric " + name + " has no value: " + value);
    }
  }
}

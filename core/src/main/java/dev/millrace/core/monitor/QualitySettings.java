package dev.millrace.core.monitor;

import dev.millrace.core.config.Section;
import dev.millrace.core.config.ValueForms;
import dev.millrace.core.evaluate.MetricNames;
import dev.millrace.spi.learn.Task;
import java.util.Objects;
import java.util.Optional;

/**
 * How the quality of answers is watched once labels are known: the {@code monitor.quality} key.
 *
 * @param metric what is judged; log loss for classes and the root mean square error for amounts
 *     when empty
 * @param worseBy share of the value on the test rows by which it may be worse
 * @param leastRows windows with fewer rows stay open
 * @param windowRows labelled predictions after which a window is closed, if its time is not over
 *     before
 */
public record QualitySettings(
    Optional<String> metric, double worseBy, long leastRows, int windowRows) {
  public static final QualitySettings DEFAULTS =
      new QualitySettings(Optional.empty(), 0.1, 200, 1_000);

  public QualitySettings {
    Objects.requireNonNull(metric);
    if (!(worseBy >= 0) || leastRows < 1 || windowRows < 1) {
      throw new IllegalArgumentException(worseBy + ", " + leastRows + ", " + windowRows);
    }
  }

  /** The metric that is judged. */
  public String metric(Task task) {
    return metric.orElse(task == Task.REGRESSION ? "rmse" : "log_loss");
  }

  /** Reads the section; problems are noted there. */
  static QualitySettings read(Section section) {
    return new QualitySettings(
        section.optional(
            "metric", "what is judged; log_loss or rmse when absent", MetricNames.FORM),
        section.value(
            "worse-by",
            "share of the value on the test rows by which it may be worse",
            ValueForms.share(),
            DEFAULTS.worseBy),
        section.value(
            "least-rows",
            "labelled predictions that a window has at least",
            ValueForms.whole(1, 10_000_000),
            DEFAULTS.leastRows),
        Math.toIntExact(
            section.value(
                "window-rows",
                "labelled predictions after which a window is closed, if its time is not over"
                    + " before",
                ValueForms.whole(1, 10_000_000),
                (long) DEFAULTS.windowRows)));
  }
}

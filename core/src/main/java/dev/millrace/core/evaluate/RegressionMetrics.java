package dev.millrace.core.evaluate;

import static dev.millrace.core.evaluate.Better.HIGHER;
import static dev.millrace.core.evaluate.Better.LOWER;
import static dev.millrace.core.evaluate.Better.NEITHER;

import java.util.List;

/** The metrics of a regression. */
public final class RegressionMetrics {
  private RegressionMetrics() {}

  public static final List<Metric<RegressionTally>> ALL =
      List.of(
          new Metric<>(
              "rmse",
              LOWER,
              "root of the mean squared error, in the label's unit",
              "a row",
              t -> Math.sqrt(t.squaredError() / t.rows())),
          new Metric<>(
              "mae",
              LOWER,
              "mean absolute error, in the label's unit",
              "a row",
              t -> t.absoluteError() / t.rows()),
          new Metric<>(
              "r2",
              HIGHER,
              "1 - squared error / squared deviation of the labels from their mean",
              "labels that differ",
              t ->
                  t.labelDeviations() > 0
                      ? 1 - t.squaredError() / t.labelDeviations()
                      : Double.NaN),
          new Metric<>(
              "mean_prediction",
              NEITHER,
              "mean prediction",
              "a row",
              t -> t.predictionSum() / t.rows()),
          new Metric<>(
              "mean_label",
              NEITHER,
              "mean label",
              "a row",
              t -> t.shift() + t.labelSum() / t.rows()));

  /** Sums over the chosen rows. */
  static RegressionTally tally(double[] outputs, float[] labels, int[] chosen, byte[] weights) {
    double shift = chosen.length == 0 ? 0 : labels[chosen[0]];
    double rows = 0;
    double squared = 0;
    double absolute = 0;
    double predictions = 0;
    double sum = 0;
    double squares = 0;
    float lowest = Float.POSITIVE_INFINITY;
    float highest = Float.NEGATIVE_INFINITY;
    for (int row : chosen) {
      double weight = weights[row];
      if (weight > 0) {
        lowest = Math.min(lowest, labels[row]);
        highest = Math.max(highest, labels[row]);
      }
      double error = outputs[row] - labels[row];
      double label = labels[row] - shift;
      rows += weight;
      squared += weight * error * error;
      absolute += weight * Math.abs(error);
      predictions += weight * outputs[row];
      sum += weight * label;
      squares += weight * label * label;
    }
    // Rounding must not make equal labels look as if they differed.
    double deviations = lowest < highest ? squares - sum * sum / rows : 0;
    return new RegressionTally(rows, squared, absolute, predictions, sum, deviations, shift);
  }
}

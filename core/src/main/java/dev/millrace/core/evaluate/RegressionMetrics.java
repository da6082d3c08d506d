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
              t -> Math.sqrt(t.squaredError() / t.rows())),
          new Metric<>(
              "mae",
              LOWER,
              "mean absolute error, in the label's unit",
              t -> t.absoluteError() / t.rows()),
          new Metric<>(
              "r2",
              HIGHER,
              "1 - squared error / squared deviation of the labels from their mean",
              t ->
                  t.labelDeviations() > 0
                      ? 1 - t.squaredError() / t.labelDeviations()
                      : Double.NaN),
          new Metric<>(
              "mean_prediction", NEITHER, "mean prediction", t -> t.predictionSum() / t.rows()),
          new Metric<>(
              "mean_label", NEITHER, "mean label", t -> t.shift() + t.labelSum() / t.rows()));

  /** Sums over the chosen rows. */
  static RegressionTally tally(double[] outputs, float[] labels, int[] chosen, byte[] weights) {
    double shift = chosen.length == 0 ? 0 : labels[chosen[0]];
    double rows = 0;
    double squared = 0;
    double absolute = 0;
    double predictions = 0;
    double sum = 0;
    double squares = 0;
    for (int row : chosen) {
      double weight = weights[row];
      double error = outputs[row] - labels[row];
      double label = labels[row] - shift;
      rows += weight;
      squared += weight * error * error;
      absolute += weight * Math.abs(error);
      predictions += weight * outputs[row];
      sum += weight * label;
      squares += weight * label * label;
    }
    return new RegressionTally(rows, squared, absolute, predictions, sum, squares, shift);
  }
}

package dev.millrace.core.evaluate;

import static dev.millrace.core.evaluate.Better.HIGHER;
import static dev.millrace.core.evaluate.Better.LOWER;

import java.util.List;
import java.util.function.IntToDoubleFunction;

/** The metrics of a task with several classes. Means over classes leave out those without rows. */
public final class MulticlassMetrics {
  private static final double LEAST_PROBABILITY = 1e-15;

  private MulticlassMetrics() {}

  public static final List<Metric<MulticlassTally>> ALL =
      List.of(
          new Metric<>(
              "accuracy", HIGHER, "share of right decisions", "a row", t -> t.right() / t.rows()),
          new Metric<>(
              "log_loss",
              LOWER,
              "mean of -log p(label), in nats",
              "a row",
              t -> t.logLoss() / t.rows()),
          new Metric<>(
              "macro_f1",
              HIGHER,
              "mean over classes of 2 TP / (2 TP + FP + FN)",
              "a row",
              t -> mean(t, c -> 2 * t.cell(c, c) / (t.labelled(c) + t.decided(c)))),
          new Metric<>(
              "macro_recall",
              HIGHER,
              "mean over classes of TP / (TP + FN)",
              "a row",
              t -> mean(t, c -> t.cell(c, c) / t.labelled(c))),
          new Metric<>(
              "macro_precision",
              HIGHER,
              "mean over classes of TP / (TP + FP)",
              "a row",
              t -> mean(t, c -> t.decided(c) == 0 ? 0 : t.cell(c, c) / t.decided(c))));

  private static double mean(MulticlassTally tally, IntToDoubleFunction value) {
    double sum = 0;
    int counted = 0;
    for (int c = 0; c < tally.classes(); c++) {
      if (tally.labelled(c) > 0) {
        sum += value.applyAsDouble(c);
        counted++;
      }
    }
    return counted == 0 ? Double.NaN : sum / counted;
  }

  /** Sums over the chosen rows; the decision is the class of highest probability, ties lowest. */
  static MulticlassTally tally(
      int classes, double[] outputs, float[] labels, int[] chosen, byte[] weights) {
    double[] cells = new double[classes * classes];
    double loss = 0;
    for (int row : chosen) {
      int label = (int) labels[row];
      int decision = 0;
      for (int c = 1; c < classes; c++) {
        if (outputs[row * classes + c] > outputs[row * classes + decision]) {
          decision = c;
        }
      }
      double weight = weights[row];
      cells[label * classes + decision] += weight;
      loss -=
          weight
              * StrictMath.log(Math.clamp(outputs[row * classes + label], LEAST_PROBABILITY, 1.0));
    }
    return new MulticlassTally(classes, cells, loss);
  }
}

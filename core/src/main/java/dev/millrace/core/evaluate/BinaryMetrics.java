package dev.millrace.core.evaluate;

import static dev.millrace.core.evaluate.Better.HIGHER;
import static dev.millrace.core.evaluate.Better.LOWER;
import static dev.millrace.core.evaluate.Better.NEITHER;

import java.util.ArrayList;
import java.util.List;

/** The metrics of a two-class task. A ratio over nothing is NaN, never 0. */
public final class BinaryMetrics {
  private BinaryMetrics() {}

  private static final List<Metric<BinaryTally>> PLAIN =
      List.of(
          new Metric<>(
              "auc",
              HIGHER,
              "area under the ROC curve, exact, ties half",
              "rows of both classes",
              BinaryTally::auc),
          new Metric<>(
              "average_precision",
              HIGHER,
              "mean precision over the positives, by descending score",
              "a positive row",
              t -> t.precisionSum() / t.positives()),
          new Metric<>(
              "log_loss",
              LOWER,
              "mean of -log p(label), in nats",
              "a row",
              t -> t.logLoss() / t.rows()),
          new Metric<>(
              "brier",
              LOWER,
              "mean squared difference of score and label (Brier 1950)",
              "a row",
              t -> t.squaredError() / t.rows()),
          new Metric<>(
              "accuracy",
              HIGHER,
              "share of right decisions",
              "a row",
              t -> (t.truePositives() + t.trueNegatives()) / t.rows()),
          new Metric<>(
              "balanced_accuracy",
              HIGHER,
              "mean of recall and specificity",
              "rows of both classes",
              t -> (t.recall() + t.specificity()) / 2),
          new Metric<>(
              "precision",
              HIGHER,
              "TP / (TP + FP)",
              "a row decided positive",
              BinaryTally::precision),
          new Metric<>("recall", HIGHER, "TP / (TP + FN)", "a positive row", BinaryTally::recall),
          new Metric<>(
              "specificity", HIGHER, "TN / (TN + FP)", "a negative row", BinaryTally::specificity),
          new Metric<>(
              "f1",
              HIGHER,
              "2 TP / (2 TP + FP + FN)",
              "a row that is positive or decided positive",
              t ->
                  2
                      * t.truePositives()
                      / (2 * t.truePositives() + t.falsePositives() + t.falseNegatives())),
          new Metric<>(
              "matthews_correlation",
              HIGHER,
              "correlation of decision and label (Matthews 1975)",
              "rows of both classes and decisions for both",
              BinaryMetrics::matthews),
          new Metric<>(
              "calibration",
              NEITHER,
              "sum of scores / sum of labels; 1 is right on average",
              "a positive row",
              t -> t.scoreSum() / t.positives()),
          new Metric<>(
              "prevalence", NEITHER, "share of positives", "a row", t -> t.positives() / t.rows()),
          new Metric<>(
              "mean_prediction", NEITHER, "mean score", "a row", t -> t.scoreSum() / t.rows()),
          new Metric<>(
              "predicted_positive_rate",
              NEITHER,
              "share decided positive",
              "a row",
              t -> t.decidedPositive() / t.rows()));

  /** All metrics, the cost among them when wrong decisions have a price. */
  public static List<Metric<BinaryTally>> with(CostMatrix cost) {
    List<Metric<BinaryTally>> metrics = new ArrayList<>(PLAIN);
    metrics.add(
        4,
        new Metric<>(
            "cost",
            LOWER,
            "mean cost of a decision: false positive "
                + cost.falsePositive()
                + ", false negative "
                + cost.falseNegative(),
            "a row",
            t ->
                (cost.falsePositive() * t.falsePositives()
                        + cost.falseNegative() * t.falseNegatives())
                    / t.rows()));
    return List.copyOf(metrics);
  }

  private static double matthews(BinaryTally t) {
    double product = t.decidedPositive() * t.decidedNegative() * t.positives() * t.negatives();
    return (t.truePositives() * t.trueNegatives() - t.falsePositives() * t.falseNegatives())
        / Math.sqrt(product);
  }
}

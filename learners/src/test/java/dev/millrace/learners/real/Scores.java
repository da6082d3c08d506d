package dev.millrace.learners.real;

import java.util.Comparator;
import java.util.stream.IntStream;

/** Metrics by their definitions. */
final class Scores {
  private Scores() {}

  /**
   * Share of pairs of a positive and a negative row that margins order rightly; ties count half.
   */
  static double auc(double[] margins, float[] labels) {
    int[] order =
        IntStream.range(0, labels.length)
            .boxed()
            .sorted(Comparator.comparingDouble(row -> margins[row]))
            .mapToInt(row -> row)
            .toArray();
    double right = 0;
    double negatives = 0;
    double positives = 0;
    for (int from = 0, to; from < order.length; from = to) {
      double tiedNegatives = 0;
      double tiedPositives = 0;
      for (to = from; to < order.length && margins[order[to]] == margins[order[from]]; to++) {
        tiedPositives += labels[order[to]];
        tiedNegatives += 1 - labels[order[to]];
      }
      right += tiedPositives * (negatives + tiedNegatives / 2);
      negatives += tiedNegatives;
      positives += tiedPositives;
    }
    return right / (negatives * positives);
  }

  static double logLoss(double[] margins, float[] labels) {
    double sum = 0;
    for (int i = 0; i < labels.length; i++) {
      sum += Math.log1p(Math.exp(labels[i] > 0 ? -margins[i] : margins[i]));
    }
    return sum / labels.length;
  }

  static double rootMeanSquare(double[] margins, float[] labels) {
    double sum = 0;
    for (int i = 0; i < labels.length; i++) {
      sum += (margins[i] - labels[i]) * (margins[i] - labels[i]);
    }
    return Math.sqrt(sum / labels.length);
  }

  /** Share of rows whose class has the largest margin. */
  static double accuracy(double[] margins, float[] labels, int classes) {
    int right = 0;
    for (int i = 0; i < labels.length; i++) {
      int best = 0;
      for (int c = 1; c < classes; c++) {
        best = margins[i * classes + c] > margins[i * classes + best] ? c : best;
      }
      right += best == labels[i] ? 1 : 0;
    }
    return (double) right / labels.length;
  }
}

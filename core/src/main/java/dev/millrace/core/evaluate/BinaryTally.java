package dev.millrace.core.evaluate;

/**
 * Sums over scored rows of a two-class task, each row counted with its weight.
 *
 * @param truePositives weight of positives decided positive
 * @param falsePositives weight of negatives decided positive
 * @param trueNegatives weight of negatives decided negative
 * @param falseNegatives weight of positives decided negative
 * @param rankedPairs pairs of a positive and a negative in the right order; ties count half
 * @param precisionSum sum over positives of the precision at their score (average precision)
 * @param logLoss sum of {@code -log p(label)}, p kept within 1e-15 of 0 and 1
 * @param squaredError sum of squared differences between score and label
 * @param scoreSum sum of scores
 */
public record BinaryTally(
    double truePositives,
    double falsePositives,
    double trueNegatives,
    double falseNegatives,
    double rankedPairs,
    double precisionSum,
    double logLoss,
    double squaredError,
    double scoreSum) {
  public double positives() {
    return truePositives + falseNegatives;
  }

  public double negatives() {
    return falsePositives + trueNegatives;
  }

  public double rows() {
    return positives() + negatives();
  }

  public double decidedPositive() {
    return truePositives + falsePositives;
  }

  public double decidedNegative() {
    return trueNegatives + falseNegatives;
  }

  /** Share of right pairs: the area under the ROC curve (Hanley and McNeil 1982). */
  public double auc() {
    return rankedPairs / (positives() * negatives());
  }

  /** Share of positives found. */
  public double recall() {
    return truePositives / positives();
  }

  /** Share of negatives left alone. */
  public double specificity() {
    return trueNegatives / negatives();
  }

  /** Share of positive decisions that are right. */
  public double precision() {
    return truePositives / decidedPositive();
  }
}

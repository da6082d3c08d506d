package dev.millrace.core.evaluate;

import java.util.Arrays;

/**
 * Scored rows of a two-class task in descending order of score, ready to be tallied again and again
 * with other weights. Immutable and thread-safe.
 */
public final class RankedBinary {
  private static final double LEAST_PROBABILITY = 1e-15;

  private final int[] positions;
  private final double[] scores;
  private final boolean[] labels;
  private final double[] losses;
  private final int decidedPositive;

  private RankedBinary(
      int[] positions, double[] scores, boolean[] labels, double[] losses, int decidedPositive) {
    this.positions = positions;
    this.scores = scores;
    this.labels = labels;
    this.losses = losses;
    this.decidedPositive = decidedPositive;
  }

  /**
   * Ranks rows.
   *
   * @param outputs probability of the positive class by row
   * @param labels 1 for positive, 0 for negative by row
   * @param chosen rows to take part, ascending
   * @param threshold a row whose score, rounded to float, is at least this one is decided positive
   */
  public static RankedBinary of(double[] outputs, float[] labels, int[] chosen, float threshold) {
    int[] order = Ranking.descending(outputs, chosen);
    double[] scores = new double[order.length];
    boolean[] positive = new boolean[order.length];
    double[] losses = new double[order.length];
    int decided = 0;
    for (int i = 0; i < order.length; i++) {
      double score = outputs[order[i]];
      scores[i] = score;
      positive[i] = labels[order[i]] > 0.5f;
      double chance = positive[i] ? score : 1 - score;
      losses[i] = -StrictMath.log(Math.clamp(chance, LEAST_PROBABILITY, 1 - LEAST_PROBABILITY));
      if ((float) score >= threshold) {
        decided = i + 1;
      }
    }
    return new RankedBinary(order, scores, positive, losses, decided);
  }

  public int rows() {
    return scores.length;
  }

  /** Score at a rank, from the highest down. */
  public double scoreAt(int rank) {
    return scores[rank];
  }

  /** Whether the row at a rank is positive. */
  public boolean positiveAt(int rank) {
    return labels[rank];
  }

  /** Sums with every row counted once. */
  public BinaryTally tally() {
    byte[] ones =
        new byte[positions.length == 0 ? 0 : Arrays.stream(positions).max().getAsInt() + 1];
    Arrays.fill(ones, (byte) 1);
    return tally(ones);
  }

  /**
   * Sums with rows counted by weight.
   *
   * @param weights by row number, not by rank
   */
  public BinaryTally tally(byte[] weights) {
    double truePositives = 0;
    double falsePositives = 0;
    double seenPositives = 0;
    double seenNegatives = 0;
    double pairs = 0;
    double precisionSum = 0;
    double logLoss = 0;
    double squaredError = 0;
    double scoreSum = 0;
    int i = 0;
    while (i < scores.length) {
      double score = scores[i];
      double tiedPositives = 0;
      double tiedNegatives = 0;
      int start = i;
      // Without branches on labels and weights: they cannot be foretold, and this runs a lot.
      for (; i < scores.length && scores[i] == score; i++) {
        double weight = weights[positions[i]];
        double positive = labels[i] ? weight : 0;
        tiedPositives += positive;
        tiedNegatives += weight - positive;
        logLoss += weight * losses[i];
      }
      double tied = tiedPositives + tiedNegatives;
      scoreSum += tied * score;
      squaredError += tiedPositives * (1 - score) * (1 - score) + tiedNegatives * score * score;
      pairs += tiedNegatives * (seenPositives + tiedPositives / 2);
      seenPositives += tiedPositives;
      seenNegatives += tiedNegatives;
      precisionSum += tiedPositives * (seenPositives / Math.max(1, seenPositives + seenNegatives));
      if (start < decidedPositive) {
        truePositives = seenPositives;
        falsePositives = seenNegatives;
      }
    }
    return new BinaryTally(
        truePositives,
        falsePositives,
        seenNegatives - falsePositives,
        seenPositives - truePositives,
        pairs,
        precisionSum,
        logLoss,
        squaredError,
        scoreSum);
  }
}

package dev.millrace.core.evaluate;

import java.util.stream.IntStream;

/**
 * Finds the decision threshold with the least mean cost on validation rows. Thresholds lie half-way
 * between neighbouring scores; of equally cheap ones the one nearest to the middle of its gap that
 * comes first from the top is taken.
 */
public final class ThresholdChoice {
  private ThresholdChoice() {}

  /**
   * The threshold, as a float in [0, 1]: a score is decided positive when it is at least this.
   *
   * @param rows validation rows of a two-class task; without rows the threshold that is best for
   *     right probabilities is given: the false positive's share of both costs
   */
  public static float cheapest(ScoredRows rows, CostMatrix cost) {
    float fallback = (float) (cost.falsePositive() / (cost.falsePositive() + cost.falseNegative()));
    if (rows.rows() == 0) {
      return fallback;
    }
    int[] all = IntStream.range(0, rows.rows()).toArray();
    RankedBinary ranked = RankedBinary.of(rows.outputs(), rows.labels(), all, 0.5f);
    double positives = 0;
    for (int i = 0; i < ranked.rows(); i++) {
      positives += ranked.positiveAt(i) ? 1 : 0;
    }
    double current = positives * cost.falseNegative();
    float none = Math.nextUp((float) ranked.scoreAt(0));
    // A score of 1 is positive under every threshold, so that leaving all rows alone is no choice.
    double best = none <= 1 ? current : Double.POSITIVE_INFINITY;
    float threshold = none;
    for (int i = 0; i < ranked.rows(); i++) {
      current += ranked.positiveAt(i) ? -cost.falseNegative() : cost.falsePositive();
      boolean last = i + 1 == ranked.rows();
      if (!last && (float) ranked.scoreAt(i + 1) == (float) ranked.scoreAt(i)) {
        continue;
      }
      if (current < best) {
        best = current;
        double below = last ? 0 : ranked.scoreAt(i + 1);
        threshold = between((float) ranked.scoreAt(i), (float) below);
      }
    }
    return Math.clamp(threshold, 0f, 1f);
  }

  /** Half-way, and never the lower score itself: that would be decided positive too. */
  private static float between(float above, float below) {
    float middle = (float) (((double) above + below) / 2);
    return middle > below ? middle : above;
  }
}

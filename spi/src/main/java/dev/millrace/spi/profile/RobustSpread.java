package dev.millrace.spi.profile;

/**
 * Middle and spread of numbers that a few far values cannot move.
 *
 * <p>The limits are those of the modified z-score of Iglewicz and Hoaglin, "How to Detect and
 * Handle Outliers" (1993): 3.5 times the median absolute deviation, divided by 0.6745, which of a
 * normal distribution is one standard deviation.
 *
 * @param median the value in the middle
 * @param absoluteDeviation median of the distances from it; greater than 0
 */
public record RobustSpread(double median, double absoluteDeviation) {
  private static final double FARTHEST = 3.5 / 0.6745;

  public RobustSpread {
    if (!(absoluteDeviation > 0) || Double.isInfinite(absoluteDeviation)) {
      throw new IllegalArgumentException("a spread of " + absoluteDeviation);
    }
  }

  /** Values below are outliers. */
  public double low() {
    return median - FARTHEST * absoluteDeviation;
  }

  /** Values above are outliers. */
  public double high() {
    return median + FARTHEST * absoluteDeviation;
  }
}

package dev.millrace.core.evaluate;

/**
 * What a wrong decision costs, in any unit; right decisions cost nothing.
 *
 * @param falsePositive not negative
 * @param falseNegative not negative
 */
public record CostMatrix(double falsePositive, double falseNegative) {
  /** Both mistakes cost 1. */
  public static final CostMatrix EQUAL = new CostMatrix(1, 1);

  public CostMatrix {
    if (!(falsePositive >= 0)
        || !(falseNegative >= 0)
        || Double.isInfinite(falsePositive + falseNegative)
        || falsePositive + falseNegative == 0) {
      throw new IllegalArgumentException(
          "costs are finite, not negative and not both 0: " + falsePositive + ", " + falseNegative);
    }
  }
}

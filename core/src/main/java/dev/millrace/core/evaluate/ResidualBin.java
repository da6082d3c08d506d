package dev.millrace.core.evaluate;

/**
 * Rows whose prediction minus label lies between two numbers.
 *
 * @param from lowest difference, itself included
 * @param to highest difference, included in the last bin only
 */
public record ResidualBin(double from, double to, long rows) {
  public ResidualBin {
    if (!(from < to) || !Double.isFinite(to - from) || rows < 0) {
      throw new IllegalArgumentException(rows + " rows between " + from + " and " + to);
    }
  }
}

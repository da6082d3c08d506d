package dev.millrace.learners.fit;

import java.util.Arrays;

/** How many rows each class has. */
public final class ClassCounts {
  private final long[] counts;
  private final int rows;

  private ClassCounts(long[] counts, int rows) {
    this.counts = counts;
    this.rows = rows;
  }

  /** Counts labels that are class numbers below {@code classes}. */
  public static ClassCounts of(float[] labels, int classes) {
    long[] counts = new long[classes];
    for (float label : labels) {
      counts[(int) label]++;
    }
    return new ClassCounts(counts, labels.length);
  }

  /** Rows of the rarest class. */
  public long least() {
    return Arrays.stream(counts).min().orElse(0);
  }

  /** Share of class 1 of two. */
  public double positiveShare() {
    return (double) counts[1] / rows;
  }

  /** Log odds of class 1 of two, both present. */
  public double logOdds() {
    return StrictMath.log((double) counts[1] / counts[0]);
  }

  /** Log of a class's share; a class without rows counts as half a row. */
  public double logShare(int label) {
    return StrictMath.log(counts[label] == 0 ? 0.5 / rows : (double) counts[label] / rows);
  }
}

package dev.millrace.learners.linear;

import dev.millrace.feature.FeatureMatrix;
import java.util.Arrays;

/** Sums over the values of each feature that are not missing, in some rows. */
final class ColumnSums {
  private final long[] counts;
  private final double[] sums;
  private final double[] squares;
  private final float[] least;
  private final float[] most;

  private ColumnSums(int width) {
    counts = new long[width];
    sums = new double[width];
    squares = new double[width];
    least = new float[width];
    most = new float[width];
    Arrays.fill(least, Float.POSITIVE_INFINITY);
    Arrays.fill(most, Float.NEGATIVE_INFINITY);
  }

  /** Sums of the distances of values from an origin, and of their squares. */
  static ColumnSums of(FeatureMatrix features, int from, int to, double[] origin) {
    int width = origin.length;
    ColumnSums sums = new ColumnSums(width);
    float[] values = features.values();
    for (int row = from, at = from * width; row < to; row++) {
      for (int j = 0; j < width; j++, at++) {
        float value = values[at];
        if (!Float.isNaN(value)) {
          double distance = value - origin[j];
          sums.counts[j]++;
          sums.sums[j] += distance;
          sums.squares[j] += distance * distance;
          sums.least[j] = Math.min(sums.least[j], value);
          sums.most[j] = Math.max(sums.most[j], value);
        }
      }
    }
    return sums;
  }

  /** Sums of all parts, added in order. */
  static ColumnSums merge(ColumnSums[] parts) {
    ColumnSums all = new ColumnSums(parts[0].sums.length);
    for (ColumnSums part : parts) {
      for (int j = 0; j < all.sums.length; j++) {
        all.counts[j] += part.counts[j];
        all.sums[j] += part.sums[j];
        all.squares[j] += part.squares[j];
        all.least[j] = Math.min(all.least[j], part.least[j]);
        all.most[j] = Math.max(all.most[j], part.most[j]);
      }
    }
    return all;
  }

  /** True when at least two different values occur. */
  boolean varies(int feature) {
    return least[feature] < most[feature];
  }

  /** The one value of a feature that does not vary; 0 when it is always missing. */
  double only(int feature) {
    return counts[feature] == 0 ? 0 : least[feature];
  }

  double mean(int feature) {
    return sums[feature] / counts[feature];
  }

  double rootMeanSquare(int feature) {
    return Math.sqrt(squares[feature] / counts[feature]);
  }
}

package dev.millrace.learners.linear;

import dev.millrace.feature.FeatureMatrix;
import dev.millrace.learners.fit.RowBlocks;

/**
 * Center and scale of each feature on the training rows: what makes one penalty fair to features of
 * different units. A missing value stands at the center. A feature that never varies has scale 0
 * and so no influence.
 */
final class Standardization {
  private final double[] centers;
  private final double[] scales;

  private Standardization(double[] centers, double[] scales) {
    this.centers = centers;
    this.scales = scales;
  }

  /** Measures features in two passes, so that a large mean does not hide a small deviation. */
  static Standardization of(FeatureMatrix features, RowBlocks blocks) {
    int width = features.width();
    int parts = RowBlocks.count(features.rows(), RowBlocks.SIZE);
    ColumnSums[] first = new ColumnSums[parts];
    blocks.run(
        features.rows(),
        (block, from, to) -> first[block] = ColumnSums.of(features, from, to, new double[width]));
    ColumnSums sums = ColumnSums.merge(first);
    double[] centers = new double[width];
    for (int j = 0; j < width; j++) {
      centers[j] = sums.varies(j) ? sums.mean(j) : sums.only(j);
    }
    ColumnSums[] second = new ColumnSums[parts];
    blocks.run(
        features.rows(),
        (block, from, to) -> second[block] = ColumnSums.of(features, from, to, centers));
    ColumnSums distances = ColumnSums.merge(second);
    double[] scales = new double[width];
    for (int j = 0; j < width; j++) {
      scales[j] = sums.varies(j) ? 1 / distances.rootMeanSquare(j) : 0;
    }
    return new Standardization(centers, scales);
  }

  int width() {
    return centers.length;
  }

  double center(int feature) {
    return centers[feature];
  }

  /** One over the standard deviation; 0 for a feature that never varies. */
  double scale(int feature) {
    return scales[feature];
  }

  /** Puts the standardized features of a row, then a 1, into an array one longer than the row. */
  void read(FeatureMatrix features, int row, double[] into) {
    float[] values = features.values();
    int at = row * centers.length;
    for (int j = 0; j < centers.length; j++) {
      float value = values[at + j];
      into[j] = Float.isNaN(value) ? 0 : (value - centers[j]) * scales[j];
    }
    into[centers.length] = 1;
  }
}

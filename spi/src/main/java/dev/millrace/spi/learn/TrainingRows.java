package dev.millrace.spi.learn;

import dev.millrace.feature.FeatureMatrix;

/**
 * Features and labels of some rows, in cut order.
 *
 * @param features one row per label
 * @param labels finite; class numbers for classification
 * @param classes number of classes; 1 for regression
 */
@SuppressWarnings("ArrayRecordComponent") // owned by the fit, never compared
public record TrainingRows(FeatureMatrix features, float[] labels, int classes) {
  public TrainingRows {
    if (features.rows() != labels.length) {
      throw new IllegalArgumentException(labels.length + " labels for " + features.rows());
    }
    if (classes < 1) {
      throw new IllegalArgumentException("at least one class, got " + classes);
    }
  }
}

package dev.millrace.model;

import dev.millrace.feature.FeatureMatrix;

/**
 * What a learner learned: a function from a row of features to one or more margins (raw scores,
 * before any link such as the logistic function). Immutable; safe to share between threads.
 */
public sealed interface LearnedModel
    permits TreeEnsemble, DecisionTrees, LinearModel, ConstantModel {

  /** Features per row this model reads. */
  int width();

  /** Margins per row: 1 for regression and two classes, k for k classes. */
  int outputs();

  /**
   * Computes the margins of every row. A row's margins do not depend on the other rows.
   *
   * @param features rows of exactly {@link #width()} features; NaN is a missing value
   * @param out receives {@code rows x outputs} margins, row-major; the rest is left alone
   */
  void margins(FeatureMatrix features, double[] out);

  /** Refuses a matrix or a result array of the wrong size: a fault of the calling code. */
  static void requireSizes(LearnedModel model, FeatureMatrix features, double[] out) {
    if (features.width() != model.width()) {
      throw new IllegalArgumentException(
          features.width() + " features for a model of " + model.width());
    }
    if (out.length < (long) features.rows() * model.outputs()) {
      throw new IllegalArgumentException(
          "room for " + out.length + " margins of " + features.rows() + " x " + model.outputs());
    }
  }
}

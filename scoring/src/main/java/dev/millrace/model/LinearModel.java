package dev.millrace.model;

import dev.millrace.feature.FeatureMatrix;

/**
 * Weighted sums of the distances of features from their centers.
 *
 * <p>The margin of an output is computed in double from left to right: the intercept, then {@code
 * coefficient * (feature - center)} for feature 0, 1, 2 and so on, without fused multiply-add. A
 * missing feature adds nothing: it stands at its center, which a trainer sets to the feature's
 * average. Subtracting the center first keeps the digits of a feature whose average is large and
 * whose spread is small. The order is part of the meaning of the model: every JVM gives the same
 * bits.
 */
public final class LinearModel implements LearnedModel {
  private final int width;
  private final double[] intercepts;
  private final double[] coefficients;
  private final double[] centers;

  private LinearModel(int width, double[] intercepts, double[] coefficients, double[] centers) {
    this.width = width;
    this.intercepts = intercepts;
    this.coefficients = coefficients;
    this.centers = centers;
  }

  /**
   * A model of these numbers, all finite, whose centers are 0.
   *
   * @param intercepts one per output, at least one
   * @param coefficients {@code outputs x width}, one output after the other
   */
  public static LinearModel of(int width, double[] intercepts, double[] coefficients) {
    Numbers.requireCount("features", width, Numbers.MAX_WIDTH);
    return of(width, intercepts, coefficients, new double[width]);
  }

  /**
   * A model of these numbers, all finite.
   *
   * @param intercepts one per output, at least one
   * @param coefficients {@code outputs x width}, one output after the other
   * @param centers one per feature
   */
  public static LinearModel of(
      int width, double[] intercepts, double[] coefficients, double[] centers) {
    Numbers.requireCount("features", width, Numbers.MAX_WIDTH);
    Numbers.requireSome("outputs", intercepts.length, Numbers.MAX_OUTPUTS);
    if (coefficients.length != (long) intercepts.length * width) {
      throw Numbers.invalid(
          "a linear model has one coefficient per output and feature",
          coefficients.length,
          intercepts.length + " x " + width);
    }
    if (centers.length != width) {
      throw Numbers.invalid(
          "a linear model has one center per feature", centers.length, String.valueOf(width));
    }
    Numbers.requireFinite("center", centers);
    Numbers.requireFinite("intercept", intercepts);
    Numbers.requireFinite("coefficient", coefficients);
    return new LinearModel(width, intercepts.clone(), coefficients.clone(), centers.clone());
  }

  @Override
  public int width() {
    return width;
  }

  @Override
  public int outputs() {
    return intercepts.length;
  }

  /** What an output's sum starts from. */
  public double intercept(int output) {
    return intercepts[output];
  }

  /** Weight of a feature in an output. */
  public double coefficient(int output, int feature) {
    return coefficients[output * width + feature];
  }

  /** What a feature is measured from, and where it stands when it is missing. */
  public double center(int feature) {
    return centers[feature];
  }

  /** True when some center is not 0. */
  boolean isCentered() {
    for (double center : centers) {
      if (Double.doubleToRawLongBits(center) != 0) {
        return true;
      }
    }
    return false;
  }

  @Override
  public void margins(FeatureMatrix features, double[] out) {
    LearnedModel.requireSizes(this, features, out);
    float[] values = features.values();
    int outputs = intercepts.length;
    for (int row = 0; row < features.rows(); row++) {
      for (int output = 0; output < outputs; output++) {
        double sum = intercepts[output];
        int from = row * width;
        int c = output * width;
        for (int j = 0; j < width; j++, c++, from++) {
          float value = values[from];
          if (!Float.isNaN(value)) {
            sum += coefficients[c] * (value - centers[j]);
          }
        }
        out[row * outputs + output] = sum;
      }
    }
  }
}

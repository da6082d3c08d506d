package dev.millrace.model;

import dev.millrace.feature.FeatureMatrix;

/** Gives every row the same margins: the baseline every other model must beat. */
public final class ConstantModel implements LearnedModel {
  private final int width;
  private final double[] margins;

  private ConstantModel(int width, double[] margins) {
    this.width = width;
    this.margins = margins;
  }

  /**
   * A model of these margins.
   *
   * @param width features per row it is given and ignores
   * @param margins one finite number per output, at least one
   */
  public static ConstantModel of(int width, double... margins) {
    Numbers.requireCount("features", width, Numbers.MAX_WIDTH);
    Numbers.requireSome("outputs", margins.length, Numbers.MAX_OUTPUTS);
    Numbers.requireFinite("margin", margins);
    return new ConstantModel(width, margins.clone());
  }

  @Override
  public int width() {
    return width;
  }

  @Override
  public int outputs() {
    return margins.length;
  }

  /** Margin of one output. */
  public double margin(int output) {
    return margins[output];
  }

  @Override
  public void margins(FeatureMatrix features, double[] out) {
    LearnedModel.requireSizes(this, features, out);
    for (int row = 0; row < features.rows(); row++) {
      System.arraycopy(margins, 0, out, row * margins.length, margins.length);
    }
  }
}

package dev.millrace.learners.linear;

import dev.millrace.feature.FeatureMatrix;
import dev.millrace.learners.fit.RowBlocks;
import dev.millrace.learners.fit.RowMargins;
import dev.millrace.model.LinearModel;

/** Coefficients of standardized features, as the search works on them; sees its steps. */
final class StandardizedModel {
  private final Standardization standard;
  private final double[] parameters;

  /**
   * A model that reads the parameters whenever it is asked.
   *
   * @param parameters output after output: coefficients, then the intercept
   */
  StandardizedModel(Standardization standard, double[] parameters) {
    this.standard = standard;
    this.parameters = parameters;
  }

  int outputs() {
    return parameters.length / (standard.width() + 1);
  }

  /** Margins of rows, row-major. */
  double[] margins(FeatureMatrix features) {
    try (RowBlocks blocks = new RowBlocks(1)) {
      return compute(features, blocks);
    }
  }

  /** Margins of rows as they are now. */
  RowMargins margins(FeatureMatrix features, RowBlocks blocks) {
    double[] margins = compute(features, blocks);
    int outputs = outputs();
    return (row, into) -> System.arraycopy(margins, row * outputs, into, 0, outputs);
  }

  private double[] compute(FeatureMatrix features, RowBlocks blocks) {
    int outputs = outputs();
    int stride = standard.width() + 1;
    double[] margins = new double[Math.multiplyExact(features.rows(), outputs)];
    blocks.run(
        features.rows(),
        (block, from, to) -> {
          double[] z = new double[stride];
          for (int row = from; row < to; row++) {
            standard.read(features, row, z);
            for (int c = 0; c < outputs; c++) {
              margins[row * outputs + c] = Vectors.dot(parameters, c * stride, z, stride);
            }
          }
        });
    return margins;
  }

  /** The same model on features as they come. */
  LinearModel unstandardized() {
    int width = standard.width();
    double[] intercepts = new double[outputs()];
    double[] coefficients = new double[intercepts.length * width];
    double[] centers = new double[width];
    for (int j = 0; j < width; j++) {
      centers[j] = standard.center(j);
    }
    for (int c = 0; c < intercepts.length; c++) {
      int at = c * (width + 1);
      intercepts[c] = parameters[at + width];
      for (int j = 0; j < width; j++) {
        coefficients[c * width + j] = parameters[at + j] * standard.scale(j);
      }
    }
    return LinearModel.of(width, intercepts, coefficients, centers);
  }
}

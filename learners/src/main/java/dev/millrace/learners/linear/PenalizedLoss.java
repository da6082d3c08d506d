package dev.millrace.learners.linear;

import dev.millrace.feature.FeatureMatrix;
import dev.millrace.learners.fit.MarginLoss;
import dev.millrace.learners.fit.RowBlocks;

/**
 * What is made small: the sum of the rows' losses plus {@code l2 / 2} times the squared
 * coefficients of the standardized features. Intercepts are free of penalty.
 *
 * <p>Parameters lie output after output: the coefficients, then the intercept. Every pass adds up
 * over fixed blocks of rows in block order.
 */
final class PenalizedLoss {
  private final FeatureMatrix features;
  private final float[] labels;
  private final Standardization standard;
  private final MarginLoss loss;
  private final double l2;
  private final RowBlocks blocks;
  private final int stride;
  private final double[] weights;

  PenalizedLoss(
      FeatureMatrix features,
      float[] labels,
      Standardization standard,
      MarginLoss loss,
      double l2,
      RowBlocks blocks) {
    this.features = features;
    this.labels = labels;
    this.standard = standard;
    this.loss = loss;
    this.l2 = l2;
    this.blocks = blocks;
    this.stride = features.width() + 1;
    this.weights = new double[labels.length * loss.outputs()];
  }

  /** Number of parameters. */
  int size() {
    return stride * loss.outputs();
  }

  /** Parameters per output. */
  int stride() {
    return stride;
  }

  /**
   * The value at these parameters; {@link #curvatureTimes} and {@link #preconditioner} refer to
   * them from now on.
   *
   * @param gradient receives the derivative by each parameter
   */
  double evaluate(double[] parameters, double[] gradient) {
    double[][] parts = new double[RowBlocks.count(labels.length, RowBlocks.SIZE)][];
    double value =
        partSum(
            parts,
            (block, from, to) -> {
              parts[block] = new double[size() + 1];
              evaluate(parameters, from, to, parts[block]);
            },
            gradient);
    for (int i = 0; i < gradient.length; i++) {
      if (isPenalized(i)) {
        gradient[i] += l2 * parameters[i];
        value += 0.5 * l2 * parameters[i] * parameters[i];
      }
    }
    return value;
  }

  /** The gradient of some rows, and at the end the sum of their losses. */
  private void evaluate(double[] parameters, int from, int to, double[] part) {
    int outputs = loss.outputs();
    double[] z = new double[stride];
    double[] margins = new double[outputs];
    double[] slopes = new double[outputs];
    double[] rowWeights = new double[outputs];
    double[] all = new double[(to - from) * outputs];
    for (int row = from; row < to; row++) {
      standard.read(features, row, z);
      for (int c = 0; c < outputs; c++) {
        margins[c] = Vectors.dot(parameters, c * stride, z, stride);
      }
      System.arraycopy(margins, 0, all, (row - from) * outputs, outputs);
      loss.derivatives(margins, labels[row], slopes, rowWeights);
      for (int c = 0; c < outputs; c++) {
        weights[row * outputs + c] = rowWeights[c];
        Vectors.add(part, c * stride, slopes[c], z, stride);
      }
    }
    part[size()] =
        loss.sum(
            (row, into) -> System.arraycopy(all, (row - from) * outputs, into, 0, outputs),
            labels,
            from,
            to);
  }

  /** Multiplies a vector by the matrix of second derivatives. */
  void curvatureTimes(double[] vector, double[] product) {
    int outputs = loss.outputs();
    double[][] parts = new double[RowBlocks.count(labels.length, RowBlocks.SIZE)][];
    partSum(
        parts,
        (block, from, to) -> {
          double[] part = new double[size() + 1];
          double[] z = new double[stride];
          double[] along = new double[outputs];
          double[] rowWeights = new double[outputs];
          for (int row = from; row < to; row++) {
            standard.read(features, row, z);
            for (int c = 0; c < outputs; c++) {
              along[c] = Vectors.dot(vector, c * stride, z, stride);
              rowWeights[c] = weights[row * outputs + c];
            }
            loss.applyCurvature(rowWeights, along);
            for (int c = 0; c < outputs; c++) {
              Vectors.add(part, c * stride, along[c], z, stride);
            }
          }
          parts[block] = part;
        },
        product);
    for (int i = 0; i < product.length; i++) {
      product[i] += isPenalized(i) ? l2 * vector[i] : 0;
    }
  }

  /** An approximate inverse of the matrix of second derivatives. */
  Preconditioner preconditioner() {
    int outputs = loss.outputs();
    return Preconditioner.of(
        labels.length,
        outputs,
        stride,
        l2,
        blocks,
        (row, z, curvatures) -> {
          standard.read(features, row, z);
          for (int c = 0; c < outputs; c++) {
            curvatures[c] = loss.curvature(weights[row * outputs + c]);
          }
        });
  }

  private boolean isPenalized(int parameter) {
    return (parameter + 1) % stride != 0;
  }

  private double partSum(double[][] parts, RowBlocks.Body body, double[] sum) {
    blocks.run(labels.length, body);
    java.util.Arrays.fill(sum, 0);
    double last = 0;
    for (double[] part : parts) {
      Vectors.add(sum, 0, 1, part, sum.length);
      last += part[sum.length];
    }
    return last;
  }
}

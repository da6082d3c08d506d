package dev.millrace.learners.fit;

import dev.millrace.spi.learn.Task;

/**
 * How wrong the margins of a row are, with derivatives by each margin. StrictMath throughout: the
 * same bits on every JVM. Stateless.
 */
public sealed interface MarginLoss permits LogLoss, SoftmaxLoss, SquaredLoss {
  /** The loss a task is learned by. */
  static MarginLoss of(Task task, int classes) {
    return switch (task) {
      case BINARY -> new LogLoss();
      case MULTICLASS -> new SoftmaxLoss(classes);
      case REGRESSION -> new SquaredLoss();
    };
  }

  /** Margins per row. */
  int outputs();

  /** Loss of a row, at least 0. */
  double loss(double[] margins, float label);

  /** Sum of the losses of rows, from one up to but not including another, in a fixed order. */
  default double sum(RowMargins source, float[] labels, int from, int to) {
    double[] margins = new double[outputs()];
    double sum = 0;
    for (int row = from; row < to; row++) {
      source.read(row, margins);
      sum += loss(margins, labels[row]);
    }
    return sum;
  }

  /**
   * Derivatives of a row's loss.
   *
   * @param gradient receives the first derivative by each margin
   * @param weights receives one number per margin from which the second derivatives follow
   */
  void derivatives(double[] margins, float label, double[] gradient, double[] weights);

  /** Second derivative by one margin, from its weight. */
  double curvature(double weight);

  /** Multiplies a vector of one entry per margin by the matrix of second derivatives. */
  void applyCurvature(double[] weights, double[] vector);
}

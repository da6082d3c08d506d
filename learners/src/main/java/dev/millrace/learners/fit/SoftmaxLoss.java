package dev.millrace.learners.fit;

/**
 * Negative log likelihood of one of several classes whose probabilities are the softmax of the
 * margins. A weight is the probability of its class.
 *
 * @param outputs number of classes, at least 2
 */
public record SoftmaxLoss(int outputs) implements MarginLoss {
  public SoftmaxLoss {
    if (outputs < 2) {
      throw new IllegalArgumentException("at least two classes, got " + outputs);
    }
  }

  @Override
  public double loss(double[] margins, float label) {
    double top = top(margins);
    double sum = 0;
    for (int c = 0; c < outputs; c++) {
      sum += StrictMath.exp(margins[c] - top);
    }
    return StrictMath.log(sum) + (top - margins[(int) label]);
  }

  @Override
  public void derivatives(double[] margins, float label, double[] gradient, double[] weights) {
    double top = top(margins);
    double sum = 0;
    for (int c = 0; c < outputs; c++) {
      weights[c] = Exponential.ofNegative(margins[c] - top);
      sum += weights[c];
    }
    int own = (int) label;
    double others = 0;
    for (int c = 0; c < outputs; c++) {
      weights[c] /= sum;
      gradient[c] = weights[c];
      others += c == own ? 0 : weights[c];
    }
    gradient[own] = -others; // not probability - 1, which loses digits near 1
  }

  @Override
  public double curvature(double weight) {
    return weight * (1 - weight);
  }

  @Override
  public void applyCurvature(double[] weights, double[] vector) {
    double mean = 0;
    for (int c = 0; c < outputs; c++) {
      mean += weights[c] * vector[c];
    }
    for (int c = 0; c < outputs; c++) {
      vector[c] = weights[c] * (vector[c] - mean);
    }
  }

  private double top(double[] margins) {
    double top = margins[0];
    for (int c = 1; c < outputs; c++) {
      top = Math.max(top, margins[c]);
    }
    return top;
  }
}

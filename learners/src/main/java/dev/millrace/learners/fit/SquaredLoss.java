package dev.millrace.learners.fit;

/** Half the squared distance between margin and label. */
public record SquaredLoss() implements MarginLoss {
  @Override
  public int outputs() {
    return 1;
  }

  @Override
  public double loss(double[] margins, float label) {
    double miss = margins[0] - label;
    return 0.5 * miss * miss;
  }

  @Override
  public void derivatives(double[] margins, float label, double[] gradient, double[] weights) {
    gradient[0] = margins[0] - label;
    weights[0] = 1;
  }

  @Override
  public double curvature(double weight) {
    return weight;
  }

  @Override
  public void applyCurvature(double[] weights, double[] vector) {
    vector[0] *= weights[0];
  }
}

package dev.millrace.learners.fit;

/** Negative log likelihood of two classes, 0 and 1, whose log odds are the margin. */
public record LogLoss() implements MarginLoss {
  @Override
  public int outputs() {
    return 1;
  }

  @Override
  public double loss(double[] margins, float label) {
    double against = label > 0 ? -margins[0] : margins[0];
    return Math.max(against, 0) + StrictMath.log1p(StrictMath.exp(-Math.abs(against)));
  }

  /** Neither probability is one minus the other: small ones keep all their digits. */
  @Override
  public void derivatives(double[] margins, float label, double[] gradient, double[] weights) {
    double ratio = StrictMath.exp(-Math.abs(margins[0]));
    double likely = 1 / (1 + ratio);
    double unlikely = ratio * likely;
    boolean positiveLikely = margins[0] >= 0;
    if (label > 0) {
      gradient[0] = positiveLikely ? -unlikely : -likely;
    } else {
      gradient[0] = positiveLikely ? likely : unlikely;
    }
    weights[0] = likely * unlikely;
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

package dev.millrace.learners.fit;

/** Negative log likelihood of two classes, 0 and 1, whose log odds are the margin. */
public record LogLoss() implements MarginLoss {
  private static final int FACTORS = 512;
  private static final long ONE = Double.doubleToRawLongBits(1);

  @Override
  public int outputs() {
    return 1;
  }

  @Override
  public double loss(double[] margins, float label) {
    double against = label > 0 ? -margins[0] : margins[0];
    return Math.max(against, 0) + StrictMath.log1p(StrictMath.exp(-Math.abs(against)));
  }

  /**
   * One logarithm of a product in place of one per row. A factor is at most 2, so that {@value
   * #FACTORS} of them stay far below the largest double.
   */
  @Override
  public double sum(RowMargins source, float[] labels, int from, int to) {
    double[] margin = new double[1];
    double sum = 0;
    double product = 1;
    int factors = 0;
    for (int row = from; row < to; row++) {
      source.read(row, margin);
      double against = labels[row] > 0 ? -margin[0] : margin[0];
      sum += Math.max(against, 0);
      product *= 1 + Exponential.ofNegative(-Math.abs(against));
      if (++factors == FACTORS) {
        sum += StrictMath.log(product);
        product = 1;
        factors = 0;
      }
    }
    return sum + StrictMath.log(product);
  }

  /**
   * The derivative is the probability of the class that is not the row's: computed as such, a small
   * one keeps all its digits. The choice is made between bits because rows take either side at
   * random, which a processor cannot foresee.
   */
  @Override
  public void derivatives(double[] margins, float label, double[] gradient, double[] weights) {
    double sign = 1 - 2 * label;
    double against = sign * margins[0];
    double ratio = Exponential.ofNegative(-Math.abs(against));
    double likely = 1 / (1 + ratio);
    long part = against >= 0 ? ONE : Double.doubleToRawLongBits(ratio);
    gradient[0] = sign * (Double.longBitsToDouble(part) * likely);
    weights[0] = ratio * likely * likely;
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

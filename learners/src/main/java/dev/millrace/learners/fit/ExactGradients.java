package dev.millrace.learners.fit;

/**
 * First and second derivatives of a round, rounded so that every sum of them is exact in double.
 *
 * <p>The library adds the derivatives of the rows of a node in an order that depends on its
 * threads. Here each is a multiple of {@code 2^-q}, with {@code q} so small that the sum of all
 * absolute values stays below {@code 2^53} such steps: no addition rounds, so no order matters. The
 * largest absolute value, from which {@code q} follows, does not depend on an order either. The
 * rounding is 2^-32 of the largest derivative at a million rows, finer than the floats that are
 * handed over for all but the smallest ones.
 */
public final class ExactGradients {
  /** Bits of a sum; one fewer than a double has. */
  private static final int SUM_BITS = 52;

  private final MarginLoss loss;
  private final float[] labels;
  private final double weight;
  private final RowBlocks blocks;
  private final float[] gradients;
  private final float[] curvatures;

  /**
   * Derivatives for these labels.
   *
   * @param weight what every derivative is multiplied by: a power of two
   */
  public ExactGradients(MarginLoss loss, float[] labels, double weight, RowBlocks blocks) {
    this.loss = loss;
    this.labels = labels;
    this.weight = weight;
    this.blocks = blocks;
    this.gradients = new float[Math.multiplyExact(labels.length, loss.outputs())];
    this.curvatures = new float[gradients.length];
  }

  /** Computes the derivatives of a round; rows outside the sample count for nothing. */
  public void compute(RowMargins margins, RowSample sample) {
    int[][] largest = new int[RowBlocks.count(labels.length, RowBlocks.SIZE)][];
    blocks.run(
        labels.length, (block, from, to) -> largest[block] = derive(margins, sample, from, to));
    int largestGradient = 0;
    int largestCurvature = 0;
    for (int[] pair : largest) {
      largestGradient = Math.max(largestGradient, pair[0]);
      largestCurvature = Math.max(largestCurvature, pair[1]);
    }
    int gradientStep = stepBits(Float.intBitsToFloat(largestGradient), labels.length);
    int curvatureStep = stepBits(Float.intBitsToFloat(largestCurvature), labels.length);
    int outputs = loss.outputs();
    blocks.run(
        labels.length,
        (block, from, to) -> {
          round(gradients, from * outputs, to * outputs, gradientStep);
          round(curvatures, from * outputs, to * outputs, curvatureStep);
        });
  }

  /** First derivatives, row-major; overwritten by the next round. */
  public float[] gradients() {
    return gradients;
  }

  /** Second derivatives, row-major; overwritten by the next round. */
  public float[] curvatures() {
    return curvatures;
  }

  /** Derives some rows; gives the bits of the largest absolute values, which NaN would exceed. */
  private int[] derive(RowMargins source, RowSample sample, int from, int to) {
    int outputs = loss.outputs();
    double[] margins = new double[outputs];
    double[] gradient = new double[outputs];
    double[] weights = new double[outputs];
    // The library's own softmax doubles the diagonal: a bound of the whole matrix.
    double factor = loss instanceof SoftmaxLoss ? 2 * weight : weight;
    int largestGradient = 0;
    int largestCurvature = 0;
    for (int row = from, at = from * outputs; row < to; row++) {
      boolean sampled = sample.takes(row);
      if (sampled) {
        source.read(row, margins);
        loss.derivatives(margins, labels[row], gradient, weights);
      }
      for (int c = 0; c < outputs; c++, at++) {
        float first = sampled ? (float) (weight * gradient[c]) : 0;
        float second = sampled ? (float) (factor * loss.curvature(weights[c])) : 0;
        gradients[at] = first;
        curvatures[at] = second;
        largestGradient = Math.max(largestGradient, magnitude(first));
        largestCurvature = Math.max(largestCurvature, magnitude(second));
      }
    }
    return new int[] {largestGradient, largestCurvature};
  }

  /** Bits of the absolute value: they order floats as their values do, NaN last. */
  private static int magnitude(float value) {
    return Float.floatToRawIntBits(value) & 0x7fff_ffff;
  }

  /**
   * Binary places kept so that the sum of {@code rows} values up to {@code largest} is exact.
   *
   * @throws IllegalStateException when the largest is not finite
   */
  static int stepBits(float largest, int rows) {
    if (!Float.isFinite(largest)) {
      throw new IllegalStateException("a derivative of the loss is not finite: " + largest);
    }
    if (largest == 0) {
      return 0;
    }
    int countBits = 64 - Long.numberOfLeadingZeros(rows - 1L);
    int valueBits = Math.getExponent((double) largest) + 1;
    return SUM_BITS - countBits - valueBits;
  }

  /** Rounds to multiples of {@code 2^-bits}; a float in between is such a multiple too. */
  static void round(float[] values, int from, int to, int bits) {
    double up = Math.scalb(1.0, bits);
    double down = Math.scalb(1.0, -bits);
    for (int i = from; i < to; i++) {
      values[i] = (float) (Math.rint(values[i] * up) * down);
    }
  }
}

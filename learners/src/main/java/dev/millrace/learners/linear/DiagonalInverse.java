package dev.millrace.learners.linear;

import dev.millrace.learners.fit.RowBlocks;

/** One over each diagonal entry. */
final class DiagonalInverse implements Preconditioner {
  private final double[] diagonal;

  private DiagonalInverse(double[] diagonal) {
    this.diagonal = diagonal;
  }

  static DiagonalInverse of(
      int rows, int outputs, int stride, double l2, RowBlocks blocks, Rows source) {
    double[][] parts = new double[RowBlocks.count(rows, RowBlocks.SIZE)][];
    blocks.run(
        rows,
        (block, from, to) -> {
          double[] part = new double[outputs * stride];
          double[] z = new double[stride];
          double[] curvatures = new double[outputs];
          for (int row = from; row < to; row++) {
            source.read(row, z, curvatures);
            for (int c = 0; c < outputs; c++) {
              for (int j = 0; j < stride; j++) {
                part[c * stride + j] += curvatures[c] * z[j] * z[j];
              }
            }
          }
          parts[block] = part;
        });
    double[] diagonal = new double[outputs * stride];
    for (double[] part : parts) {
      Vectors.add(diagonal, 1, part);
    }
    for (int i = 0; i < diagonal.length; i++) {
      // An intercept has no penalty, and no curvature either once all rows are certain.
      diagonal[i] = (i + 1) % stride == 0 ? Math.max(diagonal[i], l2) : diagonal[i] + l2;
    }
    return new DiagonalInverse(diagonal);
  }

  @Override
  public int cost() {
    return 1;
  }

  @Override
  public void apply(double[] vector, double[] product) {
    for (int i = 0; i < diagonal.length; i++) {
      product[i] = vector[i] / diagonal[i];
    }
  }
}

package dev.millrace.learners.linear;

import dev.millrace.learners.fit.RowBlocks;

/** The inverse of the block of each output, kept as its Cholesky factor. */
final class BlockInverse implements Preconditioner {
  private static final int MOST_PARTS = 64;

  private final Cholesky[] blocks;

  private BlockInverse(Cholesky[] blocks) {
    this.blocks = blocks;
  }

  static BlockInverse of(
      int rows, int outputs, int stride, double l2, RowBlocks blocks, Rows source) {
    int size = Math.max(RowBlocks.SIZE, (rows - 1) / MOST_PARTS + 1);
    double[][][] parts = new double[RowBlocks.count(rows, size)][][];
    blocks.run(
        rows,
        size,
        (block, from, to) -> {
          double[][] part = new double[outputs][stride * stride];
          double[] z = new double[stride];
          double[] curvatures = new double[outputs];
          for (int row = from; row < to; row++) {
            source.read(row, z, curvatures);
            for (int c = 0; c < outputs; c++) {
              for (int j = 0; j < stride; j++) {
                Vectors.add(part[c], j * stride, curvatures[c] * z[j], z, j + 1);
              }
            }
          }
          parts[block] = part;
        });
    Cholesky[] factors = new Cholesky[outputs];
    for (int c = 0; c < outputs; c++) {
      double[] sum = new double[stride * stride];
      for (double[][] part : parts) {
        Vectors.add(sum, 1, part[c]);
      }
      for (int j = 0; j < stride - 1; j++) {
        sum[j * stride + j] += l2;
      }
      factors[c] = Cholesky.of(sum, stride, l2);
    }
    return new BlockInverse(factors);
  }

  @Override
  public void apply(double[] vector, double[] product) {
    int at = 0;
    for (Cholesky block : blocks) {
      block.solve(vector, product, at);
      at += block.size();
    }
  }
}

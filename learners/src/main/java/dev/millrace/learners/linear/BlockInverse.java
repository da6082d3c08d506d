package dev.millrace.learners.linear;

import dev.millrace.learners.fit.RowBlocks;

/** The inverse of the block of each output, kept as its Cholesky factor. */
final class BlockInverse implements Preconditioner {
  private static final int MOST_PARTS = 64;

  /** Rows added at once. */
  private static final int FOLD = 4;

  private final Cholesky[] blocks;
  private final int cost;

  private BlockInverse(Cholesky[] blocks, int cost) {
    this.blocks = blocks;
    this.cost = cost;
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
          double[][] z = new double[FOLD][stride];
          double[][] curvatures = new double[FOLD][outputs];
          int row = from;
          for (; row + FOLD <= to; row += FOLD) {
            for (int i = 0; i < FOLD; i++) {
              source.read(row + i, z[i], curvatures[i]);
            }
            for (int c = 0; c < outputs; c++) {
              addFour(part[c], stride, z, c, curvatures);
            }
          }
          for (; row < to; row++) {
            source.read(row, z[0], curvatures[0]);
            for (int c = 0; c < outputs; c++) {
              for (int j = 0; j < stride; j++) {
                Vectors.add(part[c], j * stride, curvatures[0][c] * z[0][j], z[0], j + 1);
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
    return new BlockInverse(factors, Math.max(1, stride / 4));
  }

  /** Adds the lower triangles of {@link #FOLD} rows, so that each entry is loaded once for all. */
  private static void addFour(
      double[] sum, int stride, double[][] z, int output, double[][] curvatures) {
    double[] z0 = z[0];
    double[] z1 = z[1];
    double[] z2 = z[2];
    double[] z3 = z[3];
    for (int j = 0; j < stride; j++) {
      double f0 = curvatures[0][output] * z0[j];
      double f1 = curvatures[1][output] * z1[j];
      double f2 = curvatures[2][output] * z2[j];
      double f3 = curvatures[3][output] * z3[j];
      int at = j * stride;
      for (int i = 0; i <= j; i++) {
        sum[at + i] += (f0 * z0[i] + f1 * z1[i]) + (f2 * z2[i] + f3 * z3[i]);
      }
    }
  }

  @Override
  public int cost() {
    return cost;
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

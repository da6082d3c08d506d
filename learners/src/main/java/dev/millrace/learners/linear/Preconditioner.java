package dev.millrace.learners.linear;

import dev.millrace.learners.fit.RowBlocks;

/**
 * An approximate inverse of the matrix of second derivatives that is cheap to apply: the exact
 * inverse of the block of each output where the blocks are small, else of the diagonal alone.
 */
interface Preconditioner {
  /**
   * Entries of all blocks together up to which they are made; a pass costs as many products a row.
   */
  int MOST_ENTRIES = 20_000;

  /** Multiplies a vector by the approximate inverse. */
  void apply(double[] vector, double[] product);

  /** What making it took, in products with the matrix of second derivatives. */
  int cost();

  /** Reads a row: its standardized features and 1, and the curvature of each output. */
  @FunctionalInterface
  interface Rows {
    void read(int row, double[] z, double[] curvatures);
  }

  static Preconditioner of(
      int rows, int outputs, int stride, double l2, RowBlocks blocks, Rows source) {
    boolean small = (long) outputs * stride * stride <= MOST_ENTRIES;
    return small
        ? BlockInverse.of(rows, outputs, stride, l2, blocks, source)
        : DiagonalInverse.of(rows, outputs, stride, l2, blocks, source);
  }
}

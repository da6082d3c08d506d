package dev.millrace.model;

import dev.millrace.feature.FeatureMatrix;

/** Some rows on their way through a forest: their features, their keys and the sums so far. */
final class RowBlock {
  private static final int MOST_ROWS = 64;
  private static final int MOST_KEYS = 1 << 16;

  final float[] values;
  final int width;
  final int[][] keys;
  final float[] sums;

  /** Sums per row: one per output, and one more that nobody reads. */
  final int stride;

  private final RowKeys rowKeys;
  private final float[] base;

  /** Position of the first feature of the first row. */
  int from;

  /** Rows in the block. */
  int rows;

  RowBlock(FeatureMatrix features, RowKeys rowKeys, float[] base) {
    int most = Math.max(1, Math.min(MOST_ROWS, MOST_KEYS / rowKeys.size()));
    this.values = features.values();
    this.width = features.width();
    this.keys = new int[Math.min(most, features.rows())][rowKeys.size()];
    this.stride = base.length + 1;
    this.sums = new float[keys.length * stride];
    this.rowKeys = rowKeys;
    this.base = base;
  }

  /** Takes the rows from this one on, as many as fit. */
  void start(int first, int end) {
    rows = Math.min(keys.length, end - first);
    from = first * width;
    for (int r = 0; r < rows; r++) {
      rowKeys.write(values, from + r * width, keys[r]);
      System.arraycopy(base, 0, sums, r * stride, base.length);
    }
  }

  /** Writes the sums as margins, row-major. */
  void finish(double[] out, int first) {
    for (int r = 0; r < rows; r++) {
      for (int output = 0; output < base.length; output++) {
        out[(first + r) * base.length + output] = sums[r * stride + output];
      }
    }
  }
}

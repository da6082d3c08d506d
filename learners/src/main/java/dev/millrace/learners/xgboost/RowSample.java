package dev.millrace.learners.xgboost;

import dev.millrace.spi.data.RowHash;

/**
 * The rows one round looks at: those whose random number, keyed by seed, round and row, is below
 * the share wanted.
 *
 * @param share between 0 and 1
 * @param seed of this round
 */
record RowSample(double share, long seed) {
  private static final long PURPOSE = 0x726f77732e786762L;

  /** The sample of one round of a run. */
  static RowSample of(double share, long runSeed, int round) {
    return new RowSample(share, RowHash.mix(round, runSeed ^ PURPOSE));
  }

  boolean takes(int row) {
    return share >= 1 || RowHash.unit(row, seed) < share;
  }
}

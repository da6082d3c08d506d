package dev.millrace.learners.fit;

import dev.millrace.spi.data.RowHash;

/**
 * The rows one round looks at: those whose random number, keyed by seed, round and row, is below
 * the share wanted.
 *
 * @param share between 0 and 1
 * @param seed of this round
 */
public record RowSample(double share, long seed) {
  private static final long PURPOSE = 0x726f77732e786762L;

  /** Every row. */
  public static final RowSample ALL = new RowSample(1, 0);

  /** The sample of one round of a run. */
  public static RowSample of(double share, long runSeed, int round) {
    return new RowSample(share, RowHash.mix(round, runSeed ^ PURPOSE));
  }

  /** True for a row of the sample. */
  public boolean takes(int row) {
    return share >= 1 || RowHash.unit(row, seed) < share;
  }
}

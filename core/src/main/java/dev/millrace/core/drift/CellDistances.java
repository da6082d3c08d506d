package dev.millrace.core.drift;

import java.util.Arrays;

/**
 * How far two counts over the same cells are apart. Cells that neither has do not count. Counts get
 * half an observation more in each cell (Jeffreys), so that an empty cell is not infinitely far
 * away.
 */
public final class CellDistances {
  private static final double HALF = 0.5;

  /** What a normal value stays below but for one time in a thousand. */
  private static final double NORMAL_999 = 3.090232306167813;

  private CellDistances() {}

  /**
   * Population stability index: the symmetrised Kullback-Leibler divergence in nats, 0 and above.
   */
  public static double psi(long[] reference, long[] current) {
    double[][] shares = shares(reference, current);
    double sum = 0;
    for (int cell = 0; cell < shares[0].length; cell++) {
      double p = shares[0][cell];
      double q = shares[1][cell];
      sum += (q - p) * StrictMath.log(q / p);
    }
    return sum;
  }

  /** Jensen-Shannon distance: the square root of the divergence in bits, 0 to 1. */
  public static double jensenShannon(long[] reference, long[] current) {
    double[][] shares = shares(reference, current);
    double sum = 0;
    for (int cell = 0; cell < shares[0].length; cell++) {
      double p = shares[0][cell];
      double q = shares[1][cell];
      double middle = (p + q) / 2;
      sum += p * StrictMath.log(p / middle) + q * StrictMath.log(q / middle);
    }
    return StrictMath.sqrt(Math.max(0, sum / 2 / StrictMath.log(2)));
  }

  /**
   * What the index of two samples of one population stays below but for one time in a thousand: it
   * is about chi-square with one degree of freedom less than there are cells, times the sum of the
   * inverse sample sizes (Yurdakul, Statistical properties of the population stability index,
   * 2018); the quantile of chi-square is that of Wilson and Hilferty (1931).
   */
  public static double psiByChance(long[] reference, long[] current) {
    int freedom = shares(reference, current)[0].length - 1;
    if (freedom == 0) {
      return 0;
    }
    double narrow = 2.0 / (9 * freedom);
    double cube = 1 - narrow + NORMAL_999 * StrictMath.sqrt(narrow);
    return (1.0 / total(reference) + 1.0 / total(current)) * freedom * cube * cube * cube;
  }

  private static long total(long[] cells) {
    return Arrays.stream(cells).sum();
  }

  private static double[][] shares(long[] reference, long[] current) {
    if (reference.length != current.length) {
      throw new IllegalArgumentException(
          reference.length + " cells cannot be compared with " + current.length);
    }
    double[] p = new double[reference.length];
    double[] q = new double[reference.length];
    int used = 0;
    for (int cell = 0; cell < reference.length; cell++) {
      if (reference[cell] > 0 || current[cell] > 0) {
        p[used] = reference[cell] + HALF;
        q[used] = current[cell] + HALF;
        used++;
      }
    }
    return new double[][] {normal(Arrays.copyOf(p, used)), normal(Arrays.copyOf(q, used))};
  }

  private static double[] normal(double[] weights) {
    double sum = Arrays.stream(weights).sum();
    return Arrays.stream(weights).map(weight -> weight / sum).toArray();
  }
}

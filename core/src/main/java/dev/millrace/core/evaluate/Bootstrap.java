package dev.millrace.core.evaluate;

import dev.millrace.spi.data.RowHash;
import java.util.Arrays;

/**
 * Poisson bootstrap: in each sample a row counts as often as a Poisson(1) variable says, drawn from
 * the row's hash and the sample's number alone, so that samples are the same on every machine and
 * paired between models (Chamandy, Muralidharan, Najmi, Naidu 2012).
 */
final class Bootstrap {
  private static final int MOST = 12;
  private static final double[] CUMULATIVE = cumulative();

  /** Places of equal width between 0 and 1 in which one weight stands throughout, else -1. */
  private static final byte[] GUIDE = guide(512);

  private Bootstrap() {}

  /** How often each row counts in a sample. */
  static byte[] weights(long[] hashes, long seed, int sample) {
    byte[] weights = new byte[hashes.length];
    long purpose = RowHash.mix(sample, seed);
    for (int i = 0; i < hashes.length; i++) {
      double unit = RowHash.unit(hashes[i], purpose);
      byte weight = GUIDE[(int) (unit * GUIDE.length)];
      weights[i] = weight >= 0 ? weight : weight(unit);
    }
    return weights;
  }

  private static byte weight(double unit) {
    byte weight = 0;
    while (weight < MOST && unit >= CUMULATIVE[weight]) {
      weight++;
    }
    return weight;
  }

  private static byte[] guide(int places) {
    byte[] guide = new byte[places];
    for (int i = 0; i < places; i++) {
      byte low = weight((double) i / places);
      guide[i] = low == weight(Math.nextDown((i + 1.0) / places)) ? low : -1;
    }
    return guide;
  }

  /** The middle 95% of the samples; NaN twice when fewer than nine in ten have a value. */
  static double[] interval(double[] samples) {
    double[] defined = Arrays.stream(samples).filter(v -> !Double.isNaN(v)).sorted().toArray();
    if (defined.length < 10 || defined.length < samples.length * 0.9) {
      return new double[] {Double.NaN, Double.NaN};
    }
    return new double[] {quantile(defined, 0.025), quantile(defined, 0.975)};
  }

  /** Linear interpolation between order statistics (type 7 of Hyndman and Fan 1996). */
  static double quantile(double[] sorted, double share) {
    double place = share * (sorted.length - 1);
    int below = (int) place;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
  }

  private static double[] cumulative() {
    double[] cumulative = new double[MOST];
    double term = StrictMath.exp(-1);
    double sum = 0;
    for (int k = 0; k < MOST; k++) {
      sum += term;
      cumulative[k] = sum;
      term /= k + 1;
    }
    return cumulative;
  }
}

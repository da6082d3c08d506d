package dev.millrace.core.drift;

import java.util.Arrays;

/**
 * Comparisons of two samples of numbers, each ascending and not empty, as SciPy computes them for
 * Evidently. Tests give the probability of a difference as large by chance.
 */
final class SampleTests {
  /** Samples up to this size get the exact distribution, as in SciPy. */
  private static final int EXACT = 10_000;

  private SampleTests() {}

  /**
   * Kolmogorov and Smirnov, two-sided. Exact by counting lattice paths (Hodges 1958) while both
   * samples have at most 10,000 values, else the limit distribution with Stephens's correction.
   */
  static double kolmogorovSmirnov(double[] one, double[] two) {
    double distance = largestGap(one, two);
    if (Math.max(one.length, two.length) <= EXACT) {
      return pathsBeyond(distance, one.length, two.length);
    }
    double size = (double) one.length * two.length / ((double) one.length + two.length);
    double root = Math.sqrt(size);
    return Tails.kolmogorov((root + 0.12 + 0.11 / root) * distance);
  }

  private static double largestGap(double[] one, double[] two) {
    double gap = 0;
    int i = 0;
    int j = 0;
    while (i < one.length && j < two.length) {
      double at = Math.min(one[i], two[j]);
      while (i < one.length && one[i] == at) {
        i++;
      }
      while (j < two.length && two[j] == at) {
        j++;
      }
      gap = Math.max(gap, Math.abs((double) i / one.length - (double) j / two.length));
    }
    return gap;
  }

  /**
   * Share of the orders of the values in which the gap is at least so large: one less the share of
   * lattice paths that stay nearer, place by place out of all paths to it, which never overflows.
   */
  private static double pathsBeyond(double distance, int m, int n) {
    long product = (long) m * n;
    long below = (long) (0.5 + Math.floor(distance * product - 1e-7));
    double[] inside = new double[n + 1];
    for (int i = 0; i <= m; i++) {
      for (int j = 0; j <= n; j++) {
        if (Math.abs((long) i * n - (long) j * m) > below) {
          inside[j] = 0;
        } else if (i + j == 0) {
          inside[j] = 1;
        } else {
          double across = i == 0 ? 0 : inside[j] * i / (i + j);
          inside[j] = across + (j == 0 ? 0 : inside[j - 1] * j / (i + j));
        }
      }
    }
    return Math.clamp(1 - inside[n], 0.0, 1.0);
  }

  /** Earth mover's distance, in deviations of the first sample but at least thousandths. */
  static double wasserstein(double[] one, double[] two) {
    double distance = 0;
    int i = 0;
    int j = 0;
    double last = Math.min(one[0], two[0]);
    while (i < one.length || j < two.length) {
      double next =
          Math.min(
              i < one.length ? one[i] : Double.POSITIVE_INFINITY,
              j < two.length ? two[j] : Double.POSITIVE_INFINITY);
      double gap = Math.abs((double) i / one.length - (double) j / two.length);
      distance += gap * (next - last);
      last = next;
      while (i < one.length && one[i] == next) {
        i++;
      }
      while (j < two.length && two[j] == next) {
        j++;
      }
    }
    return distance / Math.max(Math.sqrt(squares(one) / one.length), 0.001);
  }

  /** Student's test of equal means, taking the deviations as equal; two-sided. */
  static double student(double[] one, double[] two) {
    double freedom = one.length + two.length - 2.0;
    double variance = (squares(one) + squares(two)) / freedom;
    double difference = mean(one) - mean(two);
    double error = Math.sqrt(variance * (1.0 / one.length + 1.0 / two.length));
    if (error == 0) {
      return difference == 0 ? Double.NaN : 0;
    }
    return Tails.studentTwoSided(difference / error, freedom);
  }

  /**
   * Mann and Whitney's test that the first sample is not the smaller one: normal approximation with
   * correction for ties and continuity.
   */
  static double mannWhitney(double[] one, double[] two) {
    double[] all = new double[one.length + two.length];
    System.arraycopy(one, 0, all, 0, one.length);
    System.arraycopy(two, 0, all, one.length, two.length);
    Arrays.sort(all);
    double ranks = 0;
    double ties = 0;
    int at = 0;
    int i = 0;
    while (at < all.length) {
      int end = at;
      while (end < all.length && all[end] == all[at]) {
        end++;
      }
      double tied = end - at;
      double rank = (at + 1 + end) / 2.0;
      while (i < one.length && one[i] == all[at]) {
        ranks += rank;
        i++;
      }
      ties += tied * tied * tied - tied;
      at = end;
    }
    double product = (double) one.length * two.length;
    double first = ranks - one.length * (one.length + 1.0) / 2;
    double size = all.length;
    double deviation = Math.sqrt(product / 12 * (size + 1 - ties / (size * (size - 1))));
    return Tails.normalAbove((product - first - product / 2 - 0.5) / deviation);
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).sum() / values.length;
  }

  private static double squares(double[] values) {
    double mean = mean(values);
    double sum = 0;
    for (double value : values) {
      sum += (value - mean) * (value - mean);
    }
    return sum;
  }
}

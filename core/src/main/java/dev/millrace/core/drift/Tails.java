package dev.millrace.core.drift;

/**
 * Tails of distributions: what a statistic reaches by chance. Incomplete gamma and beta functions
 * by series and continued fractions (Lentz; Abramowitz and Stegun 6.5.29, 6.5.31, 26.5.8), log
 * gamma by Lanczos with g = 7 and nine terms; relative error below 1e-10 where the result is above
 * 1e-300.
 */
final class Tails {
  private static final double[] LANCZOS = {
    0.9999999999998099,
    676.5203681218851,
    -1259.1392167224028,
    771.3234287776531,
    -176.6150291621406,
    12.507343278686905,
    -0.13857109526572012,
    9.984369578019572e-6,
    1.5056327351493116e-7
  };
  private static final double TINY = 1e-300;
  private static final int MOST_TERMS = 100_000;

  private Tails() {}

  /** Probability that chi-square with these degrees of freedom is at least {@code x}. */
  static double chiSquare(double x, double freedom) {
    if (Double.isInfinite(x)) {
      return 0;
    }
    return x <= 0 ? 1 : gammaAbove(freedom / 2, x / 2);
  }

  /** Probability that a standard normal value is at least so far from 0. */
  static double normalTwoSided(double z) {
    return chiSquare(z * z, 1);
  }

  /** Probability that a standard normal value is at least {@code z}. */
  static double normalAbove(double z) {
    double half = normalTwoSided(z) / 2;
    return z >= 0 ? half : 1 - half;
  }

  /** Probability that Student's t is at least so far from 0. */
  static double studentTwoSided(double t, double freedom) {
    return Double.isInfinite(t) ? 0 : beta(freedom / 2, 0.5, freedom / (freedom + t * t));
  }

  /** Kolmogorov's limit distribution above {@code lambda}. */
  static double kolmogorov(double lambda) {
    if (lambda < 0.2) {
      return 1;
    }
    double sum = 0;
    for (int k = 1; k < 200; k++) {
      double term = StrictMath.exp(-2.0 * k * k * lambda * lambda);
      sum += k % 2 == 1 ? term : -term;
      if (term < 1e-17 * sum) {
        break;
      }
    }
    return Math.clamp(2 * sum, 0.0, 1.0);
  }

  static double logGamma(double x) {
    if (x < 0.5) {
      return StrictMath.log(Math.PI / StrictMath.sin(Math.PI * x)) - logGamma(1 - x);
    }
    double shifted = x - 1;
    double sum = LANCZOS[0];
    for (int i = 1; i < LANCZOS.length; i++) {
      sum += LANCZOS[i] / (shifted + i);
    }
    double base = shifted + 7.5;
    return 0.5 * StrictMath.log(2 * Math.PI)
        + (shifted + 0.5) * StrictMath.log(base)
        - base
        + StrictMath.log(sum);
  }

  /** Regularized upper incomplete gamma function. */
  private static double gammaAbove(double a, double x) {
    double scale = StrictMath.exp(a * StrictMath.log(x) - x - logGamma(a));
    return x < a + 1 ? 1 - scale * gammaSeries(a, x) : scale * gammaFraction(a, x);
  }

  private static double gammaSeries(double a, double x) {
    double term = 1 / a;
    double sum = term;
    for (int n = 1; n < MOST_TERMS && term > sum * 1e-17; n++) {
      term *= x / (a + n);
      sum += term;
    }
    return sum;
  }

  private static double gammaFraction(double a, double x) {
    double b = x + 1 - a;
    double c = 1 / TINY;
    double d = 1 / b;
    double result = d;
    for (int n = 1; n < MOST_TERMS; n++) {
      double numerator = -n * (n - a);
      b += 2;
      d = 1 / away(numerator * d + b);
      c = away(b + numerator / c);
      result *= d * c;
      if (Math.abs(d * c - 1) < 1e-16) {
        break;
      }
    }
    return result;
  }

  /** Regularized incomplete beta function. */
  private static double beta(double a, double b, double x) {
    if (x <= 0 || x >= 1) {
      return x <= 0 ? 0 : 1;
    }
    double scale =
        StrictMath.exp(
            logGamma(a + b)
                - logGamma(a)
                - logGamma(b)
                + a * StrictMath.log(x)
                + b * StrictMath.log1p(-x));
    return x < (a + 1) / (a + b + 2)
        ? scale * betaFraction(a, b, x) / a
        : 1 - scale * betaFraction(b, a, 1 - x) / b;
  }

  private static double betaFraction(double a, double b, double x) {
    double c = 1;
    double d = 1 / away(1 - (a + b) * x / (a + 1));
    double result = d;
    for (int m = 1; m < MOST_TERMS; m++) {
      double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
      d = 1 / away(1 + even * d);
      c = away(1 + even / c);
      result *= d * c;
      double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
      d = 1 / away(1 + odd * d);
      c = away(1 + odd / c);
      result *= d * c;
      if (Math.abs(d * c - 1) < 1e-16) {
        break;
      }
    }
    return result;
  }

  private static double away(double value) {
    return Math.abs(value) < TINY ? TINY : value;
  }
}

package dev.millrace.core.release;

/**
 * What shares say however often they are looked at. A sequence of hits and misses is bet on by a
 * mixture over all shares (Beta(1/2, 1/2), the bet of Krichevsky and Trofimov). Under a share the
 * ratio of the mixture's probability to that share's is a martingale that begins with 1, and so
 * ever exceeds 1/error with a probability of at most that error (Ville, 1939). The shares that it
 * does not exceed that for make a confidence sequence (Robbins, Annals of Mathematical Statistics
 * 41, 1970; Howard, Ramdas, McAuliffe and Sekhon, Annals of Statistics 49, 2021).
 */
final class AnytimeShares {
  private static final int HALVINGS = 60;

  private AnytimeShares() {}

  /** Ends of an interval of shares. */
  record Interval(double low, double high) {}

  /**
   * Logarithm of the evidence against two sequences having the same share: the mixture of both over
   * the best that one share can say of both. It is at most the product of both martingales of the
   * true share, so that it ever exceeds ln(1/error) with a probability of at most that error: the
   * mixture sequential probability ratio test (Robbins, 1970; Johari, Pekelis and Walsh, KDD 2017)
   * for two shares, without an approximation.
   */
  static double evidence(long hits, long trials, long otherHits, long otherTrials) {
    return mixture(hits, trials)
        + mixture(otherHits, otherTrials)
        - best(hits + otherHits, trials + otherTrials);
  }

  /** The share of hits, between these with all but the given probability, at all times at once. */
  static Interval always(long hits, long trials, double error) {
    if (trials == 0) {
      return new Interval(0, 1);
    }
    double middle = (double) hits / trials;
    double limit = mixture(hits, trials) + StrictMath.log(error);
    return new Interval(
        hits == 0 ? 0 : edge(0, middle, hits, trials, limit),
        hits == trials ? 1 : edge(1, middle, hits, trials, limit));
  }

  /**
   * The exact upper end for a single look (Clopper and Pearson, Biometrika 26, 1934): the share of
   * which so few hits have the given probability.
   */
  static double upper(long hits, long trials, double error) {
    if (hits >= trials) {
      return 1;
    }
    double low = (double) hits / trials;
    double high = 1;
    for (int i = 0; i < HALVINGS; i++) {
      double share = (low + high) / 2;
      if (atMost(hits, trials, share) > error) {
        low = share;
      } else {
        high = share;
      }
    }
    return high;
  }

  /** Where between a share outside and one inside the evidence reaches the limit. */
  private static double edge(double outside, double inside, long hits, long trials, double limit) {
    double out = outside;
    double in = inside;
    for (int i = 0; i < HALVINGS; i++) {
      double share = (out + in) / 2;
      if (hits * StrictMath.log(share) + (trials - hits) * StrictMath.log1p(-share) < limit) {
        out = share;
      } else {
        in = share;
      }
    }
    return in;
  }

  /** The probability of at most so many hits, for a share above that of the hits. */
  private static double atMost(long hits, long trials, double share) {
    double term =
        StrictMath.exp(
            logGamma(trials + 1.0)
                - logGamma(hits + 1.0)
                - logGamma(trials - hits + 1.0)
                + hits * StrictMath.log(share)
                + (trials - hits) * StrictMath.log1p(-share));
    double sum = term;
    // Terms fall from here downwards, and each tells the one below it.
    for (long k = hits; k > 0 && term > sum * 0x1p-60; k--) {
      term *= k * (1 - share) / ((trials - k + 1) * share);
      sum += term;
    }
    return sum;
  }

  /** ln B(hits + 1/2, misses + 1/2) - ln B(1/2, 1/2). */
  private static double mixture(long hits, long trials) {
    return logGamma(hits + 0.5)
        + logGamma(trials - hits + 0.5)
        - logGamma(trials + 1.0)
        - StrictMath.log(Math.PI);
  }

  private static double best(long hits, long trials) {
    return part(hits, trials) + part(trials - hits, trials);
  }

  private static double part(long some, long all) {
    return some == 0 ? 0 : some * StrictMath.log((double) some / all);
  }

  /**
   * Stirling's series with its terms up to x^-9, from 16 on, where what is left out is below 1e-15;
   * smaller arguments by the recurrence (Abramowitz and Stegun, 6.1.15 and 6.1.41).
   */
  private static double logGamma(double x) {
    double at = x;
    double product = 1;
    while (at < 16) {
      product *= at;
      at++;
    }
    double square = at * at;
    double series =
        (1.0 / 12
                - (1.0 / 360 - (1.0 / 1260 - (1.0 / 1680 - 1.0 / 1188 / square) / square) / square)
                    / square)
            / at;
    return (at - 0.5) * StrictMath.log(at)
        - at
        + 0.5 * StrictMath.log(2 * Math.PI)
        + series
        - StrictMath.log(product);
  }
}

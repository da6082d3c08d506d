package dev.millrace.core.drift;

import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;

/** Tests of counts of categories, as SciPy computes them for Evidently. */
final class CountTests {
  private CountTests() {}

  /** Pearson's chi-square of the second counts against those expected by the first. */
  static double chiSquare(SortedMap<String, Double> one, SortedMap<String, Double> two) {
    double scale = total(two) / total(one);
    double sum = 0;
    SortedSet<String> values = values(one, two);
    for (String value : values) {
      double expected = one.getOrDefault(value, 0.0) * scale;
      double gap = two.getOrDefault(value, 0.0) - expected;
      sum += gap * gap / expected; // a new value was not expected at all: infinite
    }
    return Tails.chiSquare(sum, values.size() - 1.0);
  }

  /** Likelihood ratio of the same. */
  static double likelihoodRatio(SortedMap<String, Double> one, SortedMap<String, Double> two) {
    double scale = total(two) / total(one);
    double sum = 0;
    SortedSet<String> values = values(one, two);
    for (String value : values) {
      double seen = two.getOrDefault(value, 0.0);
      double expected = one.getOrDefault(value, 0.0) * scale;
      sum += seen == 0 ? 0 : 2 * seen * StrictMath.log(seen / expected);
    }
    return Tails.chiSquare(sum, values.size() - 1.0);
  }

  /** Equal shares of two values, by the normal distribution; two-sided. */
  static double proportions(SortedMap<String, Double> one, SortedMap<String, Double> two) {
    SortedSet<String> values = values(one, two);
    if (values.size() == 1) {
      return 1;
    }
    if (one.size() == 1 && two.size() == 1) {
      return 0;
    }
    double m = total(one);
    double n = total(two);
    double left = 1 - one.getOrDefault(values.first(), 0.0) / m;
    double right = 1 - two.getOrDefault(values.first(), 0.0) / n;
    double both = (left * m + right * n) / (m + n);
    double error = Math.sqrt(both * (1 - both) * (1 / m + 1 / n));
    return Tails.normalTwoSided((left - right) / error);
  }

  /** Fisher's exact test of a table of two values, two-sided: tables no likelier than this one. */
  static double fisher(SortedMap<String, Double> one, SortedMap<String, Double> two) {
    SortedSet<String> values = values(one, two);
    int m = (int) total(one);
    int n = (int) total(two);
    int seen = one.getOrDefault(values.first(), 0.0).intValue();
    int all = seen + two.getOrDefault(values.first(), 0.0).intValue();
    double chance = hypergeometric(seen, m, n, all);
    double sum = 0;
    for (int k = Math.max(0, all - n); k <= Math.min(all, m); k++) {
      double other = hypergeometric(k, m, n, all);
      if (other <= chance * (1 + 1e-7)) {
        sum += other;
      }
    }
    return Math.min(sum, 1);
  }

  private static double hypergeometric(int k, int m, int n, int all) {
    return StrictMath.exp(choose(m, k) + choose(n, all - k) - choose(m + n, all));
  }

  private static double choose(int n, int k) {
    return Tails.logGamma(n + 1.0) - Tails.logGamma(k + 1.0) - Tails.logGamma(n - k + 1.0);
  }

  static SortedSet<String> values(Map<String, Double> one, Map<String, Double> two) {
    SortedSet<String> values = new TreeSet<>(one.keySet());
    values.addAll(two.keySet());
    return values;
  }

  static double total(Map<String, Double> counts) {
    return counts.values().stream().mapToDouble(Double::doubleValue).sum();
  }
}

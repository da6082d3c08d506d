package dev.millrace.core.drift;

import java.util.Map;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Distances between counts of categories, as TensorFlow Data Validation defines them ({@code
 * anomalies/metrics.cc}). All are symmetric and lie between 0 and 1.
 */
public final class CategoryDistances {
  private static final double LN_2 = StrictMath.log(2);

  private CategoryDistances() {}

  /**
   * The largest difference.
   *
   * @param value where it is; the last of several in the order of values, empty without values
   */
  public record Largest(String value, double distance) {}

  /** Largest difference of a value's share on one side from its share on the other. */
  public static Largest infinityNorm(SortedMap<String, Double> one, SortedMap<String, Double> two) {
    return largest(one, total(one), two, total(two));
  }

  /** Largest difference of a value's counts, as a share of all counts of both sides. */
  public static Largest normalizedAbsoluteDifference(
      SortedMap<String, Double> one, SortedMap<String, Double> two) {
    double both = total(one) + total(two);
    return largest(one, both, two, both);
  }

  /**
   * Jensen-Shannon divergence in bits, cut to 1; empty when a side has no counts, for then there is
   * nothing to compare.
   */
  public static OptionalDouble jensenShannonBits(
      SortedMap<String, Double> one, SortedMap<String, Double> two) {
    double left = total(one);
    double right = total(two);
    if (!(left > 0 && right > 0)) {
      return OptionalDouble.empty();
    }
    double sum = 0;
    for (String value : values(one, two)) {
      double p = one.getOrDefault(value, 0.0) / left;
      double q = two.getOrDefault(value, 0.0) / right;
      sum += divergenceTerm(p, q);
    }
    return OptionalDouble.of(Math.min(sum / 2, 1.0));
  }

  /** What a cell adds to twice the divergence in bits. */
  static double divergenceTerm(double p, double q) {
    double middle = (p + q) / 2;
    double sum = 0;
    if (p > 0) {
      sum += p * (StrictMath.log(p / middle) / LN_2);
    }
    if (q > 0) {
      sum += q * (StrictMath.log(q / middle) / LN_2);
    }
    return sum;
  }

  private static Largest largest(
      SortedMap<String, Double> one,
      double oneScale,
      SortedMap<String, Double> two,
      double twoScale) {
    Largest best = new Largest("", 0);
    for (String value : values(one, two)) {
      double difference = Math.abs(share(one, value, oneScale) - share(two, value, twoScale));
      if (difference >= best.distance()) {
        best = new Largest(value, difference);
      }
    }
    return best;
  }

  private static double share(Map<String, Double> counts, String value, double scale) {
    return scale > 0 ? counts.getOrDefault(value, 0.0) / scale : 0;
  }

  private static SortedSet<String> values(Map<String, Double> one, Map<String, Double> two) {
    SortedSet<String> values = new TreeSet<>(one.keySet());
    values.addAll(two.keySet());
    return values;
  }

  private static double total(Map<String, Double> counts) {
    return counts.values().stream().mapToDouble(Double::doubleValue).sum();
  }
}

package dev.millrace.core.drift;

import java.util.Arrays;
import java.util.SortedMap;
import java.util.SortedSet;

/**
 * Shares of two samples in the cells that Evidently cuts: numbers with more than 20 different
 * values in the first sample between edges by Sturges over both samples, everything else by value.
 */
final class BinnedShares {
  private static final int BY_VALUE = 20;

  private final double[] one;
  private final double[] two;

  private BinnedShares(double[] one, double[] two) {
    this.one = one;
    this.two = two;
  }

  static BinnedShares of(Values first, Values second) {
    boolean numbers = first instanceof Values.Numbers && second instanceof Values.Numbers;
    SortedMap<String, Double> counts = first.counts();
    return numbers && counts.size() > BY_VALUE
        ? byEdges(
            ((Values.Numbers) first).sorted(),
            ((Values.Numbers) second).sorted(),
            first.size() + second.size())
        : byValue(counts, second.counts());
  }

  private static BinnedShares byValue(
      SortedMap<String, Double> first, SortedMap<String, Double> second) {
    SortedSet<String> values = CountTests.values(first, second);
    double m = CountTests.total(first);
    double n = CountTests.total(second);
    return new BinnedShares(
        values.stream().mapToDouble(value -> first.getOrDefault(value, 0.0) / m).toArray(),
        values.stream().mapToDouble(value -> second.getOrDefault(value, 0.0) / n).toArray());
  }

  /** Cells of equal width over both samples, as many as Sturges has for so many values. */
  private static BinnedShares byEdges(double[] first, double[] second, long values) {
    double low = Math.min(first[0], second[0]);
    double high = Math.max(first[first.length - 1], second[second.length - 1]);
    double range = high - low;
    double width = range / (StrictMath.log((double) values) / StrictMath.log(2) + 1);
    int bins = (int) Math.ceil(range / width);
    double[] edges = new double[bins + 1];
    for (int i = 0; i < bins; i++) {
      edges[i] = low + i * (range / bins);
    }
    edges[bins] = high;
    return new BinnedShares(shares(first, edges), shares(second, edges));
  }

  private static double[] shares(double[] sorted, double[] edges) {
    double[] shares = new double[edges.length - 1];
    for (double value : sorted) {
      int at = Arrays.binarySearch(edges, value);
      int bin = at >= 0 ? at : -at - 2;
      shares[Math.min(bin, shares.length - 1)] += 1;
    }
    return Arrays.stream(shares).map(count -> count / sorted.length).toArray();
  }

  /** Hellinger distance of numbers: cells by Sturges over the different values of both. */
  static double hellinger(Values first, Values second) {
    BinnedShares cells;
    if (first instanceof Values.Numbers one && second instanceof Values.Numbers two) {
      long different = CountTests.values(first.counts(), second.counts()).size();
      if (different == 1) {
        return 0;
      }
      cells = byEdges(one.sorted(), two.sorted(), different);
    } else {
      cells = byValue(first.counts(), second.counts());
    }
    double common = 0;
    for (int i = 0; i < cells.one.length; i++) {
      common += Math.sqrt(cells.one[i] * cells.two[i]);
    }
    return Math.sqrt(1 - Math.clamp(common, 0.0, 1.0));
  }

  /** Jensen-Shannon distance: root of the divergence in nats. */
  double jensenShannon() {
    double sum = 0;
    for (int i = 0; i < one.length; i++) {
      sum += CategoryDistances.divergenceTerm(one[i], two[i]);
    }
    return Math.sqrt(Math.max(0, sum / 2 * StrictMath.log(2)));
  }

  /** Population stability index, empty cells filled. */
  double stability() {
    double[] p = filled(one);
    double[] q = filled(two);
    double sum = 0;
    for (int i = 0; i < p.length; i++) {
      sum += (p[i] - q[i]) * StrictMath.log(p[i] / q[i]);
    }
    return sum;
  }

  /** Kullback-Leibler divergence of the first from the second in nats, empty cells filled. */
  double kullbackLeibler() {
    double[] p = filled(one);
    double[] q = filled(two);
    double left = Arrays.stream(p).sum();
    double right = Arrays.stream(q).sum();
    double sum = 0;
    for (int i = 0; i < p.length; i++) {
      sum += p[i] / left * StrictMath.log(p[i] / left / (q[i] / right));
    }
    return sum;
  }

  /** Empty cells get 0.0001, or a millionth of the smallest share where that is no larger. */
  private static double[] filled(double[] shares) {
    double least = Arrays.stream(shares).filter(share -> share > 0).min().orElse(1);
    double fill = least <= 0.0001 ? least / 1e6 : 0.0001;
    return Arrays.stream(shares).map(share -> share == 0 ? fill : share).toArray();
  }
}

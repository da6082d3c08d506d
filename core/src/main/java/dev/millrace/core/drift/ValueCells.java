package dev.millrace.core.drift;

import dev.millrace.core.statistics.ValueHistogram;
import dev.millrace.core.statistics.ValueHistogram.Bucket;
import dev.millrace.core.statistics.ValueHistogram.Kind;
import dev.millrace.histogram.Edges;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;

/** Samples as counts in cells: those of monitoring, and those of TensorFlow Data Validation. */
final class ValueCells {
  private static final int BINS = 10;

  private ValueCells() {}

  static double stability(Values one, Values two) {
    long[][] cells = cells(one, two);
    return CellDistances.psi(cells[0], cells[1]);
  }

  static double jensenShannonBits(Values one, Values two) {
    long[][] cells = cells(one, two);
    return CellDistances.jensenShannon(cells[0], cells[1]);
  }

  /** Counts of both in the same cells: tenths of the first sample of numbers, else each value. */
  private static long[][] cells(Values one, Values two) {
    if (one instanceof Values.Numbers first && two instanceof Values.Numbers second) {
      double[] edges = tenths(first.sorted());
      return new long[][] {between(first.sorted(), edges), between(second.sorted(), edges)};
    }
    SortedMap<String, Double> left = one.counts();
    SortedMap<String, Double> right = two.counts();
    SortedSet<String> values = CountTests.values(left, right);
    return new long[][] {each(values, left), each(values, right)};
  }

  private static long[] each(SortedSet<String> values, SortedMap<String, Double> counts) {
    return values.stream().mapToLong(v -> counts.getOrDefault(v, 0.0).longValue()).toArray();
  }

  private static double[] tenths(double[] sorted) {
    double[] places = new double[BINS + 1];
    for (int i = 0; i <= BINS; i++) {
      places[i] = sorted[(int) Math.round((double) i / BINS * (sorted.length - 1))];
    }
    return Edges.equalFrequency(places).toArray();
  }

  /** Counts between edges, then below the first and above the last; the last edge is inside. */
  private static long[] between(double[] sorted, double[] edges) {
    int bins = edges.length - 1;
    long[] cells = new long[bins + 2];
    for (double value : sorted) {
      if (value < edges[0]) {
        cells[bins]++;
      } else if (value > edges[bins]) {
        cells[bins + 1]++;
      } else {
        int at = Arrays.binarySearch(edges, value);
        cells[Math.min(at >= 0 ? at : -at - 2, bins - 1)]++;
      }
    }
    return cells;
  }

  /** Divergence in bits; of numbers that of histograms with ten cells of equal width each. */
  static double divergenceBits(Values one, Values two) {
    if (one instanceof Values.Numbers first && two instanceof Values.Numbers second) {
      return HistogramDivergence.jensenShannonBits(histogram(first), histogram(second))
          .orElse(Double.NaN);
    }
    return CategoryDistances.jensenShannonBits(one.counts(), two.counts()).orElse(Double.NaN);
  }

  private static ValueHistogram histogram(Values.Numbers numbers) {
    double[] sorted = numbers.sorted();
    double low = sorted[0];
    double high = sorted[sorted.length - 1];
    if (low == high) {
      return new ValueHistogram(Kind.STANDARD, 0, 0, List.of(new Bucket(low, high, sorted.length)));
    }
    double[] edges = new double[BINS + 1];
    for (int i = 0; i <= BINS; i++) {
      edges[i] = i == BINS ? high : low + i * ((high - low) / BINS);
    }
    long[] cells = between(sorted, edges);
    List<Bucket> buckets = new ArrayList<>();
    for (int bin = 0; bin < BINS; bin++) {
      buckets.add(new Bucket(edges[bin], edges[bin + 1], cells[bin]));
    }
    return new ValueHistogram(Kind.STANDARD, 0, 0, buckets);
  }
}

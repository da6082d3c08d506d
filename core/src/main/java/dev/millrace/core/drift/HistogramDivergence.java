package dev.millrace.core.drift;

import dev.millrace.core.statistics.ValueHistogram;
import dev.millrace.core.statistics.ValueHistogram.Bucket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Jensen-Shannon divergence of two histograms whose buckets differ, as TensorFlow Data Validation
 * defines it ({@code anomalies/metrics.cc}): both are cut again at the bounds of both, values being
 * taken as spread evenly within a bucket. Single values are kept apart from ranges. What is
 * infinite or no number never matches the other side's, so it moves the two apart.
 */
public final class HistogramDivergence {
  private HistogramDivergence() {}

  /**
   * The divergence in bits, 0 to 1.
   *
   * @return empty when a side has no values or the two are of different kinds
   */
  public static OptionalDouble jensenShannonBits(ValueHistogram one, ValueHistogram two) {
    if (one.kind() != two.kind()) {
      return OptionalDouble.empty();
    }
    Optional<List<double[]>> cells = cells(one, two);
    if (cells.isEmpty()) {
      return OptionalDouble.empty();
    }
    double sum = 0;
    for (double[] cell : cells.get()) {
      sum += CategoryDistances.divergenceTerm(cell[0], cell[1]);
    }
    return OptionalDouble.of(Math.min(sum / 2, 1.0));
  }

  /** Shares of both sides, cell by cell; empty when a side has nothing. */
  private static Optional<List<double[]>> cells(ValueHistogram one, ValueHistogram two) {
    double[] bounds = bounds(one, two);
    double[] left = spread(one, bounds);
    double[] right = spread(two, bounds);
    List<double[]> cells = new ArrayList<>();
    for (int i = 0; i < left.length; i++) {
      cells.add(new double[] {left[i], right[i]});
    }
    SortedMap<Double, double[]> points = new TreeMap<>();
    points(one, points, 0);
    points(two, points, 1);
    cells.addAll(points.values());
    cells.add(new double[] {infinite(one), 0});
    cells.add(new double[] {0, infinite(two)});
    cells.add(new double[] {one.nan(), 0});
    cells.add(new double[] {0, two.nan()});
    double leftTotal = cells.stream().mapToDouble(cell -> cell[0]).sum();
    double rightTotal = cells.stream().mapToDouble(cell -> cell[1]).sum();
    if (!(leftTotal > 0 && rightTotal > 0)) {
      return Optional.empty();
    }
    cells.forEach(
        cell -> {
          cell[0] /= leftTotal;
          cell[1] /= rightTotal;
        });
    return Optional.of(cells);
  }

  private static double[] bounds(ValueHistogram one, ValueHistogram two) {
    TreeSet<Double> bounds = new TreeSet<>();
    for (ValueHistogram histogram : List.of(one, two)) {
      ranges(histogram)
          .forEach(
              bucket -> {
                bounds.add(bucket.low() + 0.0);
                bounds.add(bucket.high() + 0.0);
              });
    }
    return bounds.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private static List<Bucket> ranges(ValueHistogram histogram) {
    return histogram.buckets().stream()
        .filter(bucket -> bucket.isFinite() && !bucket.isPoint())
        .toList();
  }

  /** Mass of the ranges between each bound and the next. */
  private static double[] spread(ValueHistogram histogram, double[] bounds) {
    double[] mass = new double[Math.max(0, bounds.length - 1)];
    for (Bucket bucket : ranges(histogram)) {
      int first = Arrays.binarySearch(bounds, bucket.low() + 0.0);
      for (int i = first; bounds[i] < bucket.high(); i++) {
        mass[i] += bucket.mass() * ((bounds[i + 1] - bounds[i]) / (bucket.high() - bucket.low()));
      }
    }
    return mass;
  }

  private static void points(
      ValueHistogram histogram, SortedMap<Double, double[]> points, int side) {
    for (Bucket bucket : histogram.buckets()) {
      if (bucket.isFinite() && bucket.isPoint()) {
        points.computeIfAbsent(bucket.low() + 0.0, at -> new double[2])[side] += bucket.mass();
      }
    }
  }

  private static double infinite(ValueHistogram histogram) {
    return histogram.buckets().stream()
        .filter(bucket -> !bucket.isFinite())
        .mapToDouble(Bucket::mass)
        .sum();
  }
}

package dev.millrace.core.evaluate;

import dev.millrace.core.chart.Mark.Point;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** How the predictions of a regression lie beside its labels, as a few numbers for pictures. */
final class Residuals {
  private static final int BINS = 40;
  private static final int GROUPS = 10;

  private Residuals() {}

  /**
   * Rows by prediction minus label, in bins of equal width. The outermost bins reach to the
   * extremes and hold at least one in two hundred rows each, so that one bad row does not squeeze
   * the rest into a single bin; empty without finite differences.
   */
  static List<ResidualBin> bins(ScoredRows rows) {
    double[] residuals =
        IntStream.range(0, rows.rows())
            .mapToDouble(row -> rows.outputs()[row] - rows.labels()[row])
            .filter(Double::isFinite)
            .sorted()
            .toArray();
    if (residuals.length == 0) {
      return List.of();
    }
    int aside = residuals.length / 200;
    double low = residuals[aside];
    double high = residuals[residuals.length - 1 - aside];
    double least = residuals[0];
    double most = residuals[residuals.length - 1];
    if (!(high - low > Math.max(Math.abs(low), Math.abs(high)) * 1e-9)
        || !Double.isFinite(most - least)) {
      double margin = Math.max(Math.abs(least), Math.abs(most)) * 0.5 + 0.5;
      return Double.isFinite(2 * margin) && Double.isFinite(most + margin - (least - margin))
          ? List.of(new ResidualBin(least - margin, most + margin, residuals.length))
          : List.of();
    }
    double[] edges = new double[BINS + 1];
    for (int i = 0; i <= BINS; i++) {
      edges[i] = low + (high - low) * ((double) i / BINS);
    }
    edges[0] = least;
    edges[BINS] = most;
    long[] counts = new long[BINS];
    for (double residual : residuals) {
      int place = Arrays.binarySearch(edges, residual);
      int bin = place >= 0 ? place : -place - 2;
      counts[Math.clamp(bin, 0, BINS - 1)]++;
    }
    List<ResidualBin> bins = new ArrayList<>();
    for (int i = 0; i < BINS; i++) {
      bins.add(new ResidualBin(edges[i], edges[i + 1], counts[i]));
    }
    return bins;
  }

  /**
   * Mean prediction across, mean label up, over ten groups of equal size by prediction, ascending;
   * groups never part rows of equal prediction.
   */
  static List<Point> calibration(ScoredRows rows) {
    int[] order =
        IntStream.range(0, rows.rows())
            .filter(row -> Double.isFinite(rows.outputs()[row]))
            .boxed()
            .sorted(Comparator.comparingDouble(row -> rows.outputs()[row]))
            .mapToInt(Integer::intValue)
            .toArray();
    List<Point> points = new ArrayList<>();
    int from = 0;
    for (int group = 1; group <= GROUPS && from < order.length; group++) {
      int to = Math.max(from + 1, (int) ((long) order.length * group / GROUPS));
      while (to < order.length && rows.outputs()[order[to]] == rows.outputs()[order[to - 1]]) {
        to++;
      }
      double predictions = 0;
      double labels = 0;
      for (int i = from; i < to; i++) {
        predictions += rows.outputs()[order[i]];
        labels += rows.labels()[order[i]];
      }
      points.add(new Point(predictions / (to - from), labels / (to - from)));
      from = to;
    }
    return points;
  }
}

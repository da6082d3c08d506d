package dev.millrace.histogram;

import java.util.Arrays;

/**
 * Counts of numbers in bins between fixed edges. Bin {@code i} is {@code [edge i, edge i + 1)}; the
 * last bin holds its right edge too, so that the largest value of the reference is inside. Values
 * outside (the infinities among them), NaN and missing cells are counted apart; {@code -0.0} is
 * {@code 0.0}.
 *
 * <p>{@link #plus} is exact, associative and commutative, and {@link #empty} is its neutral
 * element. Immutable.
 */
public final class FixedEdgeHistogram {
  private final Edges edges;
  private final long[] counts;
  private final long below;
  private final long above;
  private final long nan;
  private final long missing;

  private FixedEdgeHistogram(
      Edges edges, long[] counts, long below, long above, long nan, long missing) {
    if (edges.size() < 2 || counts.length != edges.size() - 1) {
      throw new IllegalArgumentException(
          edges.size() + " edges do not make " + counts.length + " bins");
    }
    long total = 0;
    for (long count : counts) {
      total = Math.addExact(total, notNegative(count));
    }
    total = Math.addExact(total, Math.addExact(notNegative(below), notNegative(above)));
    Math.addExact(total, Math.addExact(notNegative(nan), notNegative(missing)));
    this.edges = edges;
    this.counts = counts;
    this.below = below;
    this.above = above;
    this.nan = nan;
    this.missing = missing;
  }

  /** A histogram of these counts, one per bin. */
  public static FixedEdgeHistogram of(
      Edges edges, long[] counts, long below, long above, long nan, long missing) {
    return new FixedEdgeHistogram(edges, counts.clone(), below, above, nan, missing);
  }

  /** Nothing counted; takes at least two edges. */
  public static FixedEdgeHistogram empty(Edges edges) {
    return new FixedEdgeHistogram(edges, new long[Math.max(0, edges.size() - 1)], 0, 0, 0, 0);
  }

  private static long notNegative(long count) {
    if (count < 0) {
      throw new IllegalArgumentException("counts are not negative, got " + count);
    }
    return count;
  }

  public Edges edges() {
    return edges;
  }

  public int bins() {
    return counts.length;
  }

  /** Values in a bin. */
  public long count(int bin) {
    return counts[bin];
  }

  /** Values below the first edge. */
  public long below() {
    return below;
  }

  /** Values above the last edge. */
  public long above() {
    return above;
  }

  /** Cells that hold NaN. */
  public long nan() {
    return nan;
  }

  /** Cells that hold nothing. */
  public long missing() {
    return missing;
  }

  /** Values inside the edges. */
  public long inside() {
    return Arrays.stream(counts).sum();
  }

  /** All cells counted. */
  public long total() {
    return inside() + below + above + nan + missing;
  }

  /** Both counts in one; an {@link IllegalArgumentException} when the edges differ. */
  public FixedEdgeHistogram plus(FixedEdgeHistogram other) {
    if (!edges.equals(other.edges)) {
      throw new IllegalArgumentException("histograms with different edges have no sum");
    }
    long[] sums = new long[counts.length];
    for (int bin = 0; bin < sums.length; bin++) {
      sums[bin] = Math.addExact(counts[bin], other.counts[bin]);
    }
    return new FixedEdgeHistogram(
        edges,
        sums,
        Math.addExact(below, other.below),
        Math.addExact(above, other.above),
        Math.addExact(nan, other.nan),
        Math.addExact(missing, other.missing));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof FixedEdgeHistogram that
        && edges.equals(that.edges)
        && Arrays.equals(counts, that.counts)
        && below == that.below
        && above == that.above
        && nan == that.nan
        && missing == that.missing;
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(counts) + Long.hashCode(below + 3 * above + 5 * nan + 7 * missing);
  }

  @Override
  public String toString() {
    return total() + " cells in " + bins() + " bins from " + edges.first() + " to " + edges.last();
  }
}

package dev.millrace.histogram;

import java.util.Arrays;

/**
 * Finite numbers in strictly increasing order that cut the number line. Immutable and safe to share
 * between threads.
 */
public final class Edges {
  /** Most edges there can be. */
  public static final int MOST = 10_000;

  private static final int MOST_PER_CELL = 4;
  private static final int[] NO_GRID = {};

  private final double[] values;

  // Cells of one width over the edges, each with the number of edges in the cells before it: a
  // search starts there. Empty where edges crowd in few cells.
  private final int[] grid;
  private final double cellsPerUnit;

  private Edges(double[] values) {
    this.values = values;
    int cells = 2 * values.length;
    double scale = (cells - 1) / (last() - first());
    this.cellsPerUnit = scale;
    this.grid = scale > 0 && scale < Double.POSITIVE_INFINITY ? grid(cells) : NO_GRID;
  }

  private int[] grid(int cells) {
    int[] before = new int[cells + 1];
    for (double value : values) {
      before[cellOf(value) + 1]++;
    }
    for (int cell = 1; cell <= cells; cell++) {
      if (before[cell] > MOST_PER_CELL) {
        return NO_GRID;
      }
      before[cell] += before[cell - 1];
    }
    return before;
  }

  /** Grows with the value and never falls: an edge in an earlier cell is below the value. */
  private int cellOf(double value) {
    return (int) ((value - values[0]) * cellsPerUnit);
  }

  /** Edges at these places; an {@link IllegalArgumentException} says what is wrong with them. */
  public static Edges of(double... values) {
    if (values.length == 0 || values.length > MOST) {
      throw new IllegalArgumentException("1 to " + MOST + " edges, got " + values.length);
    }
    double[] own = values.clone();
    for (int i = 0; i < own.length; i++) {
      if (Double.isNaN(own[i]) || Double.isInfinite(own[i])) {
        throw new IllegalArgumentException("edges are finite, got " + own[i]);
      }
      if (i > 0 && own[i - 1] >= own[i]) {
        throw new IllegalArgumentException(
            "edges increase strictly, got " + own[i - 1] + " before " + own[i]);
      }
      own[i] += 0.0; // -0.0 and 0.0 are one edge and have one byte form
    }
    return new Edges(own);
  }

  /**
   * Edges of {@code bins} bins of one width from {@code low} to {@code high}. Fewer when neighbours
   * round to one number; a single narrow bin when {@code low} is {@code high}.
   */
  public static Edges equalWidth(double low, double high, int bins) {
    if (!(low <= high) || bins < 1 || bins >= MOST) {
      throw new IllegalArgumentException(
          "bins of one width take low <= high and 1 to "
              + (MOST - 1)
              + " bins, got "
              + low
              + ", "
              + high
              + ", "
              + bins);
    }
    double[] places = new double[bins + 1];
    for (int i = 0; i <= bins; i++) {
      // A weighted mean: high - low may overflow where the edges do not.
      double place = low * ((double) (bins - i) / bins) + high * ((double) i / bins);
      places[i] = i == 0 ? low : Math.min(high, Math.max(places[i - 1], place));
    }
    places[bins] = high;
    return ofSorted(places);
  }

  /**
   * Edges at quantiles of a reference, smallest and largest value included, so that each bin holds
   * about as many values of it. Quantiles that coincide are one edge; a reference with a single
   * value gives a single narrow bin.
   *
   * @param quantiles finite, in increasing order, repeats allowed
   */
  public static Edges equalFrequency(double... quantiles) {
    return ofSorted(quantiles);
  }

  private static Edges ofSorted(double[] places) {
    if (places.length == 0) {
      throw new IllegalArgumentException("no place to put an edge at");
    }
    double[] distinct = new double[places.length];
    int count = 0;
    for (double place : places) {
      if (count > 0 && place < distinct[count - 1]) {
        throw new IllegalArgumentException(
            "places increase, got " + distinct[count - 1] + " before " + place);
      }
      if (count == 0 || place != distinct[count - 1]) {
        distinct[count++] = place;
      }
    }
    return count > 1 ? of(Arrays.copyOf(distinct, count)) : of(oneBinAround(distinct[0]));
  }

  private static double[] oneBinAround(double value) {
    return value == Double.MAX_VALUE
        ? new double[] {Math.nextDown(value), value}
        : new double[] {value, Math.nextUp(value)};
  }

  public int size() {
    return values.length;
  }

  public double at(int position) {
    return values[position];
  }

  public double first() {
    return values[0];
  }

  public double last() {
    return values[values.length - 1];
  }

  /** The edges as an array of the caller's own. */
  public double[] toArray() {
    return values.clone();
  }

  /**
   * How many edges are at or below a value, 0 to {@link #size}: the value lies in {@code [edge
   * before, edge after)}. NaN counts as below all.
   */
  public int countAtOrBelow(double value) {
    if (!(value >= values[0])) {
      return 0;
    }
    if (value >= last()) {
      return values.length;
    }
    if (grid.length == 0) {
      return search(value);
    }
    int count = grid[cellOf(value)];
    while (values[count] <= value) {
      count++; // ends before the last edge, which is above the value
    }
    return count;
  }

  private int search(double value) {
    int from = 0;
    int length = values.length;
    while (length > 1) {
      int half = length >>> 1;
      from += values[from + half - 1] <= value ? half : 0;
      length -= half;
    }
    return from + (values[from] <= value ? 1 : 0);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Edges that && Arrays.equals(values, that.values);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    return Arrays.toString(values);
  }
}

package dev.millrace.histogram;

import dev.millrace.column.Column;
import dev.millrace.column.DecimalColumn;
import dev.millrace.column.DoubleColumn;
import dev.millrace.column.LongColumn;
import java.util.Arrays;

/**
 * Counts numbers into the bins of a {@link FixedEdgeHistogram}. Mutable and not thread-safe: give
 * each thread its own and merge their snapshots.
 */
public final class FixedEdgeCounter {
  private final Edges edges;
  private final double last;
  // By number of edges at or below a value: below, the bins, above.
  private final long[] tallies;
  private long nan;
  private long missing;

  /** Counts from nothing; takes at least two edges. */
  public FixedEdgeCounter(Edges edges) {
    if (edges.size() < 2) {
      throw new IllegalArgumentException("a histogram takes at least two edges");
    }
    this.edges = edges;
    this.last = edges.last();
    this.tallies = new long[edges.size() + 1];
  }

  /** Counts a value, NaN and the infinities included. */
  public void add(double value) {
    if (Double.isNaN(value)) {
      nan++;
    } else if (value == last) {
      tallies[tallies.length - 2]++;
    } else {
      tallies[edges.countAtOrBelow(value)]++;
    }
  }

  /** Counts a cell without a value. */
  public void addMissing() {
    missing++;
  }

  /**
   * Counts every cell of a column of FLOAT64, INT64, DECIMAL (as the nearest double) or a temporal
   * type (as the number inside: days or microseconds).
   */
  public void add(Column column) {
    if (column instanceof DoubleColumn reals) {
      for (int row = 0; row < reals.rows(); row++) {
        if (reals.isMissing(row)) {
          missing++;
        } else {
          add(reals.at(row));
        }
      }
    } else if (column instanceof LongColumn wholes) {
      for (int row = 0; row < wholes.rows(); row++) {
        if (wholes.isMissing(row)) {
          missing++;
        } else {
          add((double) wholes.at(row));
        }
      }
    } else if (column instanceof DecimalColumn decimals) {
      for (int row = 0; row < decimals.rows(); row++) {
        if (decimals.isMissing(row)) {
          missing++;
        } else {
          add(decimals.doubleAt(row));
        }
      }
    } else {
      throw new IllegalArgumentException("no numbers in a column of " + column.type().text());
    }
  }

  /** What was counted up to now. */
  public FixedEdgeHistogram snapshot() {
    int above = tallies.length - 1;
    return FixedEdgeHistogram.of(
        edges, Arrays.copyOfRange(tallies, 1, above), tallies[0], tallies[above], nan, missing);
  }
}

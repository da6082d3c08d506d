package dev.millrace.spi.profile;

import dev.millrace.spi.collect.ValueCount;
import java.util.List;
import java.util.Objects;

/**
 * Figures of a column formed from all rows.
 *
 * @param rows rows, missing ones included
 * @param missing rows without a value
 * @param distinct number of distinct values; NaN is no value, -0.0 is 0.0
 * @param top the most frequent values, at most {@value #MOST_TOP}, most frequent first, ties in the
 *     order of values; empty when the distinct values were too many to count one by one
 * @param figures figures of the column's own kind
 */
public record ExactColumn(
    long rows, long missing, DistinctCount distinct, List<ValueCount> top, ColumnFigures figures) {
  /** Most values that are listed: all of a small domain are. */
  public static final int MOST_TOP = 50;

  public ExactColumn {
    Objects.requireNonNull(distinct);
    Objects.requireNonNull(figures);
    top = List.copyOf(top);
    if (missing < 0 || missing > rows) {
      throw new IllegalArgumentException(missing + " of " + rows + " rows are missing");
    }
  }

  /** Rows with a value. */
  public long present() {
    return rows - missing;
  }

  /** Share of rows without a value; 0 when there are no rows. */
  public double missingShare() {
    return rows == 0 ? 0 : (double) missing / rows;
  }

  ExactColumn with(ColumnFigures others) {
    return new ExactColumn(rows, missing, distinct, top, others);
  }
}

package dev.millrace.core.history;

import dev.millrace.column.ColumnName;
import dev.millrace.core.config.Position;
import dev.millrace.feature.HistorySupply;
import java.util.Objects;

/**
 * A column made from earlier rows of a series, before the split. As-of guarantee: what a row gets
 * depends on rows of its series with an earlier time alone; rows of the same time do not see each
 * other, so that neither the order of rows in files nor a later row changes it. A row without a
 * series or a time gets no value and is seen by no other.
 */
public sealed interface TableStep {
  /** Name of the column it gives. */
  ColumnName output();

  /** Column whose values it takes. */
  ColumnName column();

  Series series();

  /** Where the pipeline asks for it. */
  Position position();

  /** What whoever scores must know to send the column. */
  HistorySupply supply();

  /**
   * The value of an earlier row: missing where the series has fewer rows so far, or that row's
   * value is missing. Of rows of one time, the one with the larger hash counts as the later.
   *
   * @param rows how many rows back, at least 1
   */
  record Lag(ColumnName output, ColumnName column, int rows, Series series, Position position)
      implements TableStep {
    public Lag {
      Objects.requireNonNull(output);
      Objects.requireNonNull(column);
      Objects.requireNonNull(series);
      Objects.requireNonNull(position);
      if (rows < 1) {
        throw new IllegalArgumentException("a lag of at least 1 row, got " + rows);
      }
    }

    @Override
    public HistorySupply supply() {
      return new HistorySupply("lag", column, rows + " rows", series.by(), series.order());
    }
  }

  /**
   * A statistic of the values in a window of earlier rows. Missing where the window holds no value,
   * except for the count, which is 0 there.
   */
  record Rolling(
      ColumnName output,
      ColumnName column,
      Aggregate aggregate,
      Window window,
      Series series,
      Position position)
      implements TableStep {
    public Rolling {
      Objects.requireNonNull(output);
      Objects.requireNonNull(column);
      Objects.requireNonNull(aggregate);
      Objects.requireNonNull(window);
      Objects.requireNonNull(series);
      Objects.requireNonNull(position);
    }

    @Override
    public HistorySupply supply() {
      return new HistorySupply(
          aggregate.text(), column, window.text(), series.by(), series.order());
    }
  }
}

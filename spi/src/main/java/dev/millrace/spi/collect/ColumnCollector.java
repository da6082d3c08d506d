package dev.millrace.spi.collect;

import dev.millrace.column.Column;
import dev.millrace.column.ColumnName;
import dev.millrace.spi.data.RowBatch;
import dev.millrace.spi.scan.Collector;
import dev.millrace.spi.scan.StateCodec;
import java.util.Locale;

/**
 * A collector that reads one column, and is the codec of its own states. Adding a column of a type
 * it cannot read is an {@link IllegalArgumentException}.
 *
 * @param <S> state
 */
public abstract class ColumnCollector<S> implements Collector<S>, StateCodec<S> {
  private static final long serialVersionUID = 1L;

  private final ColumnName column;

  ColumnCollector(ColumnName column) {
    this.column = column;
  }

  /** The column it reads. */
  public final ColumnName column() {
    return column;
  }

  @Override
  public final void add(S state, RowBatch rows) {
    add(state, rows.values().column(column));
  }

  /** Adds the column's values to a state, in place. */
  abstract void add(S state, Column values);

  @Override
  public final StateCodec<S> codec() {
    return this;
  }

  final IllegalArgumentException unreadable(Column values) {
    return new IllegalArgumentException(
        String.format(
            Locale.ROOT,
            "%s cannot read column '%s' of %s",
            getClass().getSimpleName(),
            column,
            values.type().text()));
  }
}

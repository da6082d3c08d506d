package dev.millrace.core.prepare;

import dev.millrace.spi.data.RowBatch;
import dev.millrace.spi.scan.Collector;
import dev.millrace.spi.scan.CollectorLaw;
import dev.millrace.spi.scan.RowFilter;
import dev.millrace.spi.scan.StateCodec;
import java.util.Objects;

/**
 * A collector that is shown only the rows a filter keeps, so that collectors of different rows
 * share one scan.
 *
 * @param filter its columns are among those scanned
 */
record FilteredCollector<S>(RowFilter filter, Collector<S> inner) implements Collector<S> {
  FilteredCollector {
    Objects.requireNonNull(filter);
    Objects.requireNonNull(inner);
  }

  @Override
  public CollectorLaw law() {
    return inner.law();
  }

  @Override
  public S fresh() {
    return inner.fresh();
  }

  @Override
  public void add(S state, RowBatch rows) {
    int[] kept = filter.keep(rows);
    if (kept.length > 0) {
      inner.add(state, kept.length == rows.rows() ? rows : rows.select(kept));
    }
  }

  @Override
  public S merge(S left, S right) {
    return inner.merge(left, right);
  }

  @Override
  public StateCodec<S> codec() {
    return inner.codec();
  }
}

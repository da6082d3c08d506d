package dev.millrace.core.prepare;

import dev.millrace.column.ColumnName;
import dev.millrace.spi.data.DataCut;
import dev.millrace.spi.scan.RowFilter;
import dev.millrace.spi.scan.Scan;
import java.util.List;

/**
 * The rows statistics may be fitted on. Only a {@link Split} makes one, from its training side:
 * nothing can be fitted on validation or test rows by mistake.
 */
public final class TrainRows {
  private final DataCut cut;
  private final List<RowFilter> filters;

  TrainRows(DataCut cut, List<RowFilter> filters) {
    this.cut = cut;
    this.filters = List.copyOf(filters);
  }

  public DataCut cut() {
    return cut;
  }

  /** A scan of these rows. */
  public Scan scan(List<ColumnName> columns) {
    return new Scan(cut, columns, filters);
  }
}

package dev.millrace.core.prepare;

import dev.millrace.column.ColumnName;
import dev.millrace.spi.data.RowBatch;
import dev.millrace.spi.scan.RowFilter;
import java.util.List;

/** Keeps the rows of one side of a split. */
record SideFilter(SplitRule rule, Side side) implements RowFilter {
  @Override
  public List<ColumnName> columns() {
    return rule.columns();
  }

  @Override
  public int[] keep(RowBatch rows) {
    return rule.positions(rows, side);
  }
}

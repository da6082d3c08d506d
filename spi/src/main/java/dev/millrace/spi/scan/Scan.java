package dev.millrace.spi.scan;

import dev.millrace.column.ColumnName;
import dev.millrace.spi.data.DataCut;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * What to read: some columns of a cut, and the rows every filter keeps. Columns that only filters
 * need are read too; batches hold the columns of {@link #reads()} in that order.
 */
public record Scan(DataCut cut, List<ColumnName> columns, List<RowFilter> filters) {
  public Scan {
    Objects.requireNonNull(cut);
    columns = List.copyOf(columns);
    filters = List.copyOf(filters);
  }

  /** Every column of every row. */
  public static Scan all(DataCut cut) {
    return new Scan(cut, cut.fields().asList().stream().map(f -> f.name()).toList(), List.of());
  }

  public static Scan of(DataCut cut, List<ColumnName> columns) {
    return new Scan(cut, columns, List.of());
  }

  public Scan where(RowFilter filter) {
    List<RowFilter> more = new ArrayList<>(filters);
    more.add(filter);
    return new Scan(cut, columns, more);
  }

  /** Columns asked for, then columns only filters need. */
  public List<ColumnName> reads() {
    Set<ColumnName> all = new LinkedHashSet<>(columns);
    filters.forEach(filter -> all.addAll(filter.columns()));
    return List.copyOf(all);
  }
}

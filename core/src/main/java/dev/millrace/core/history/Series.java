package dev.millrace.core.history;

import dev.millrace.column.ColumnName;
import java.util.ArrayList;
import java.util.List;

/**
 * Which rows belong together and which of them came earlier.
 *
 * @param by columns that name a series; none: all rows are one. A row in which one of them is
 *     missing or NaN belongs to no series
 * @param order columns compared one after the other, at least one. A row in which one of them is
 *     missing has no place in its series
 */
public record Series(List<ColumnName> by, List<ColumnName> order) {
  public Series {
    by = List.copyOf(by);
    order = List.copyOf(order);
    if (order.isEmpty()) {
      throw new IllegalArgumentException("a series has an order");
    }
  }

  /** The columns rows are sorted by. */
  List<ColumnName> columns() {
    List<ColumnName> columns = new ArrayList<>(by);
    columns.addAll(order);
    return columns.stream().distinct().toList();
  }
}

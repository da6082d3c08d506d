package dev.millrace.spi.scan;

import dev.millrace.column.ColumnName;
import java.util.List;

/**
 * Order of an ordered pass: by these columns ascending; ties by source and ordinal, so that the
 * order is total and the same on every engine. Missing comes first, NaN last; -0.0 equals 0.0; text
 * and bytes sort by their unsigned bytes, false before true. Lists and vectors have no order.
 *
 * @param columns keys first, then the time, as the pass needs them; none: landing order. Engines
 *     read those the scan does not name, too, but hand out only what the scan reads
 */
public record SortOrder(List<ColumnName> columns) {
  public SortOrder {
    columns = List.copyOf(columns);
  }
}

package dev.millrace.spi.scan;

import dev.millrace.column.ColumnName;
import java.util.List;

/**
 * Order of an ordered pass: by these columns ascending, missing first, NaN last; ties by source and
 * ordinal, so that the order is total and the same on every engine. Text sorts by its UTF-8 bytes.
 *
 * @param columns keys first, then the time, as the pass needs them
 */
public record SortOrder(List<ColumnName> columns) {
  public SortOrder {
    columns = List.copyOf(columns);
  }
}

package dev.millrace.spi.engine;

import dev.millrace.column.ColumnName;
import java.util.List;
import java.util.Objects;

/**
 * How a source becomes a cut.
 *
 * @param columns the columns to land, in cut order; source columns not named are left out, columns
 *     the source lacks land as all missing
 * @param rowKey columns whose values name a row; empty: content and occurrence name it
 */
public record LandingPlan(
    ReadOptions options, List<LandingColumn> columns, List<ColumnName> rowKey) {
  public LandingPlan {
    Objects.requireNonNull(options);
    columns = List.copyOf(columns);
    rowKey = List.copyOf(rowKey);
  }
}

package dev.millrace.core.anomaly;

import dev.millrace.core.statistics.TextStatistics;
import dev.millrace.core.validate.Anomaly;
import dev.millrace.core.validate.ColumnExpectations.Bounds;
import java.util.Optional;

/** How many different values there are. */
record UniqueCheck() implements ColumnCheck {
  @Override
  public void check(ColumnCase column, Findings findings) {
    column.expectations().unique().ifPresent(bounds -> check(column, bounds, findings));
  }

  private static void check(ColumnCase column, Bounds bounds, Findings findings) {
    Optional<TextStatistics> text = column.view().column().text();
    if (text.isEmpty()) {
      findings.add(
          column.expected(),
          Anomaly.FEATURE_TYPE_NO_UNIQUE,
          "different values were not counted, for they are no categories",
          column.view().type().word(),
          "texts, or int-domain: {categorical: true}");
      return;
    }
    long unique = text.get().unique();
    if (bounds.min().isPresent() && unique < bounds.min().getAsLong()) {
      findings.add(
          column.expected(),
          Anomaly.FEATURE_TYPE_LOW_UNIQUE,
          "there are too few different values",
          Long.toString(unique),
          "at least " + bounds.min().getAsLong());
    }
    if (bounds.max().isPresent() && unique > bounds.max().getAsLong()) {
      findings.add(
          column.expected(),
          Anomaly.FEATURE_TYPE_HIGH_UNIQUE,
          "there are too many different values",
          Long.toString(unique),
          "at most " + bounds.max().getAsLong());
    }
  }
}

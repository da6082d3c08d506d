package dev.millrace.core.anomaly;

import dev.millrace.core.statistics.CommonStatistics.Level;
import dev.millrace.core.validate.Anomaly;
import dev.millrace.core.validate.ColumnExpectations.Bounds;
import java.util.List;

/** How many values a row has, level by level where values are nested. */
record ValueCountCheck() implements ColumnCheck {
  @Override
  public void check(ColumnCase column, Findings findings) {
    List<Level> levels =
        column.view().column().common().map(common -> common.nesting()).orElse(List.of());
    column.expectations().valueCount().ifPresent(b -> flat(column, b, levels, findings));
    if (!column.expectations().valueCounts().isEmpty()) {
      nested(column, column.expectations().valueCounts(), levels, findings);
    }
    column.expectations().shape().ifPresent(sizes -> shape(column, sizes, levels, findings));
  }

  private static void flat(
      ColumnCase column, Bounds bounds, List<Level> levels, Findings findings) {
    if (levels.size() > 1) {
      findings.add(
          column.expected(),
          Anomaly.VALUE_NESTEDNESS_MISMATCH,
          "values are nested, and 'value-count' is for values that are not",
          levels.size() + " levels",
          "value-counts with a line for each level");
    } else if (!levels.isEmpty()) {
      bounds(column, bounds, levels.getFirst(), "", findings);
    }
  }

  private static void nested(
      ColumnCase column, List<Bounds> bounds, List<Level> levels, Findings findings) {
    if (bounds.size() != levels.size()) {
      findings.add(
          column.expected(),
          Anomaly.VALUE_NESTEDNESS_MISMATCH,
          "values are nested otherwise than 'value-counts' says",
          levels.size() + " levels",
          bounds.size() + " levels");
      return;
    }
    for (int level = 0; level < levels.size(); level++) {
      bounds(column, bounds.get(level), levels.get(level), " at level " + level, findings);
    }
  }

  private static void bounds(
      ColumnCase column, Bounds bounds, Level level, String where, Findings findings) {
    if (bounds.min().isPresent() && level.leastValues() < bounds.min().getAsLong()) {
      findings.add(
          column.expected(),
          Anomaly.FEATURE_TYPE_LOW_NUMBER_VALUES,
          "rows have too few values" + where,
          Words.number(level.leastValues()),
          "at least " + bounds.min().getAsLong());
    }
    if (bounds.max().isPresent() && level.mostValues() > bounds.max().getAsLong()) {
      findings.add(
          column.expected(),
          Anomaly.FEATURE_TYPE_HIGH_NUMBER_VALUES,
          "rows have too many values" + where,
          Words.number(level.mostValues()),
          "at most " + bounds.max().getAsLong());
    }
  }

  private static void shape(
      ColumnCase column, List<Long> sizes, List<Level> levels, Findings findings) {
    if (sizes.stream().anyMatch(size -> size <= 0)) {
      return; // a fault of the schema, told as such
    }
    double expected = sizes.stream().mapToDouble(Long::doubleValue).reduce(1, (a, b) -> a * b);
    boolean missing = levels.stream().anyMatch(level -> level.missing() != 0);
    boolean varying =
        levels.stream().anyMatch(l -> l.leastValues() != l.mostValues() || l.leastValues() == 0);
    double values = levels.stream().mapToDouble(Level::leastValues).reduce(1, (a, b) -> a * b);
    if (missing || varying || values != expected) {
      String seen =
          missing ? "missing values" : varying ? "numbers that vary" : Words.number(values);
      findings.add(
          column.expected(),
          Anomaly.INVALID_FEATURE_SHAPE,
          "the values have not the shape they should have",
          seen,
          sizes + ", in every row");
    }
  }
}

package dev.millrace.core.anomaly;

import dev.millrace.core.statistics.NumericStatistics;
import dev.millrace.core.statistics.StatisticsType;
import dev.millrace.core.validate.Anomaly;
import dev.millrace.core.validate.Domain.Ints;
import java.util.LongSummaryStatistics;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** Whole numbers within bounds; of texts, the numbers they read as. */
record IntDomainCheck() implements ColumnCheck {
  @Override
  public void check(ColumnCase column, Findings findings) {
    Optional<Ints> domain = column.domain(Ints.class);
    if (domain.isEmpty()) {
      return;
    }
    StatisticsType type = column.view().type();
    boolean counted = !column.view().masses().isEmpty();
    if (type == StatisticsType.STRING || (type == StatisticsType.INT && counted)) {
      texts(column, domain.get(), findings);
    } else if (type == StatisticsType.INT) {
      numbers(column, domain.get(), findings);
    }
  }

  private static void numbers(ColumnCase column, Ints domain, Findings findings) {
    Optional<NumericStatistics> numeric = column.view().column().numeric();
    if (numeric.isEmpty()) {
      findings.unavailable(column.expected(), domain.key(), "figures of numbers");
      return;
    }
    OptionalDouble low = numeric.get().min();
    if (domain.min().isPresent() && low.isPresent()) {
      if (low.getAsDouble() < domain.min().getAsLong()) {
        small(column, domain, Words.number(low.getAsDouble()), findings);
      }
    }
    OptionalDouble high = numeric.get().max();
    if (domain.max().isPresent() && high.isPresent()) {
      if (high.getAsDouble() > domain.max().getAsLong()) {
        big(column, domain, Words.number(high.getAsDouble()), findings);
      }
    }
  }

  private static void texts(ColumnCase column, Ints domain, Findings findings) {
    if (column.view().column().text().isEmpty()) {
      findings.unavailable(column.expected(), domain.key(), "counts of values");
      return;
    }
    LongSummaryStatistics range = new LongSummaryStatistics();
    for (String text : column.view().masses().keySet()) {
      OptionalLong value = TextNumbers.whole(text);
      if (value.isEmpty()) {
        findings.add(
            column.expected(),
            Anomaly.INT_TYPE_NOT_INT_STRING,
            "values do not read as whole numbers",
            "'" + text + "'",
            "whole numbers of 64 bits");
        return;
      }
      range.accept(value.getAsLong());
    }
    if (range.getCount() == 0) {
      return;
    }
    if (domain.min().isPresent() && range.getMin() < domain.min().getAsLong()) {
      small(column, domain, Long.toString(range.getMin()), findings);
    }
    if (domain.max().isPresent() && range.getMax() > domain.max().getAsLong()) {
      big(column, domain, Long.toString(range.getMax()), findings);
    }
  }

  private static void small(ColumnCase column, Ints domain, String seen, Findings findings) {
    findings.add(
        column.expected(),
        Anomaly.INT_TYPE_SMALL_INT,
        "values lie below the least one allowed",
        seen,
        "at least " + domain.min().orElseThrow());
  }

  private static void big(ColumnCase column, Ints domain, String seen, Findings findings) {
    findings.add(
        column.expected(),
        Anomaly.INT_TYPE_BIG_INT,
        "values lie above the greatest one allowed",
        seen,
        "at most " + domain.max().orElseThrow());
  }
}

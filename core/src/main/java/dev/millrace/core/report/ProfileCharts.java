package dev.millrace.core.report;

import dev.millrace.column.ColumnName;
import dev.millrace.column.ColumnType;
import dev.millrace.core.chart.Axis;
import dev.millrace.core.chart.Chart;
import dev.millrace.core.chart.Mark;
import dev.millrace.core.chart.Mark.Bar;
import dev.millrace.core.chart.Mark.Tone;
import dev.millrace.histogram.FixedEdgeHistogram;
import dev.millrace.spi.collect.ValueCount;
import dev.millrace.spi.profile.ColumnFigures;
import dev.millrace.spi.profile.ColumnProfile;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The picture of a column's distribution. */
public final class ProfileCharts {
  private static final int MOST_BARS = 10;

  private ProfileCharts() {}

  /**
   * A histogram, the most frequent values, or rows over time; nothing for what has none.
   *
   * @param eventTime the column that the source calls its event time
   */
  public static Optional<Chart> of(ColumnProfile column, Optional<ColumnName> eventTime) {
    if (column.exact().figures() instanceof ColumnFigures.Time time && time.periods().isPresent()) {
      boolean event = eventTime.equals(Optional.of(column.field().name()));
      String clock = event ? "event time" : "this column's own time";
      return Optional.of(overTime(column, time.periods().get(), clock));
    }
    List<ValueCount> top =
        column.exact().top().isEmpty() ? column.sampled().top() : column.exact().top();
    Optional<FixedEdgeHistogram> histogram = column.sampled().histogram();
    return switch (column.semantics().meaning()) {
      case CONSTANT, ALL_MISSING -> Optional.empty();
      case CATEGORY, BOOLEAN ->
          top.isEmpty() || (top.size() > MOST_BARS && histogram.isPresent())
              ? histogram.map(counts -> histogram(column, counts))
              : Optional.of(top(column, top));
      default -> histogram.map(counts -> histogram(column, counts));
    };
  }

  private static Chart histogram(ColumnProfile column, FixedEdgeHistogram histogram) {
    return new HistogramChart(column, histogram).chart(aside(column, histogram));
  }

  private static String aside(ColumnProfile column, FixedEdgeHistogram histogram) {
    List<String> parts = new ArrayList<>();
    if (column.exact().missing() > 0) {
      parts.add(String.format(Locale.ROOT, "%.1f%% missing", column.exact().missingShare() * 100));
    }
    if (histogram.below() > 0) {
      parts.add(String.format(Locale.ROOT, "%,d below", histogram.below()));
    }
    if (histogram.above() > 0) {
      parts.add(String.format(Locale.ROOT, "%,d above", histogram.above()));
    }
    return String.join(", ", parts);
  }

  private static Chart top(ColumnProfile column, List<ValueCount> values) {
    List<ValueCount> shown = new ArrayList<>(values.stream().limit(MOST_BARS).toList());
    if (values.size() <= MOST_BARS && column.field().type().equals(ColumnType.INT64)) {
      // All the values there are: in their own order.
      shown.sort(Comparator.comparing(value -> new BigDecimal(value.value())));
    }
    List<Mark.Span> spans = new ArrayList<>();
    for (int i = 0; i < shown.size(); i++) {
      ValueCount value = shown.get(i);
      spans.add(
          new Mark.Span(
              i, value.count(), Double.NaN, Double.NaN, value.value() + ": " + value.count()));
    }
    return new Chart(
        column.field().name().value(),
        new Axis.Numbers("rows", 0, Math.max(values.get(0).count(), 1)),
        new Axis.Names("", shown.stream().map(ValueCount::value).toList()),
        List.of(new Mark.Spans("", Tone.SECOND, spans)));
  }

  private static Chart overTime(
      ColumnProfile column, ColumnFigures.PeriodCounts periods, String clock) {
    List<Bar> bars = new ArrayList<>();
    double highest = 1;
    for (int i = 0; i < periods.counts().size(); i++) {
      long count = periods.counts().get(i);
      highest = Math.max(highest, (double) count);
      bars.add(new Bar(i, i + 1, count, start(column, periods.starts().get(i)) + ": " + count));
    }
    String unit = periods.period().name().toLowerCase(Locale.ROOT);
    String from = periods.starts().isEmpty() ? "" : start(column, periods.starts().get(0));
    return new Chart(
        column.field().name().value(),
        new Axis.Numbers(unit + "s since " + from + " by " + clock, 0, Math.max(bars.size(), 1)),
        new Axis.Numbers("rows", 0, highest),
        List.of(new Mark.Bars("", Tone.THIRD, bars)));
  }

  private static String start(ColumnProfile column, long value) {
    return column.field().type().text().equals("date")
        ? LocalDate.ofEpochDay(value).toString()
        : Instant.ofEpochMilli(value / 1000).toString().substring(0, 10);
  }
}

package dev.millrace.core.statistics;

import dev.millrace.core.statistics.ValueHistogram.Kind;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Statistics of a column as checks read them: by weight where the whole data set was counted by
 * weight, else by rows.
 */
public final class ColumnView {
  private final ColumnStatistics column;
  private final double examples;
  private final boolean weighted;

  private ColumnView(ColumnStatistics column, DatasetStatistics of, boolean weighted) {
    this.column = column;
    this.examples = weighted ? of.weightedExamples() : of.examples();
    this.weighted = weighted;
  }

  /** A column of a data set that decides whether weights count. */
  public static ColumnView of(ColumnStatistics column, DatasetStatistics of) {
    return new ColumnView(column, of, of.isWeighted());
  }

  /** A column of a data set that is compared with another, which decides whether weights count. */
  public static Optional<ColumnView> control(
      String column, DatasetStatistics of, DatasetStatistics compared) {
    return of.find(column).map(found -> new ColumnView(found, of, compared.isWeighted()));
  }

  public ColumnStatistics column() {
    return column;
  }

  public StatisticsType type() {
    return column.type();
  }

  public double examples() {
    return examples;
  }

  /** Rows with a value; 0 where nobody counted. */
  public double present() {
    return weighted
        ? sums().map(CommonStatistics.Weighted::present).orElse(0.0)
        : column.common().map(common -> common.counts().present()).orElse(0.0);
  }

  /** Rows without a value. */
  public double missing() {
    return weighted
        ? sums().map(CommonStatistics.Weighted::missing).orElse(0.0)
        : column.common().map(common -> common.counts().missing()).orElse(0.0);
  }

  /** Share of rows with a value; exactly 1 where none is missing; empty without rows. */
  public Optional<Double> fraction() {
    if (missing() == 0) {
      return Optional.of(1.0);
    }
    return examples > 0 ? Optional.of(present() / examples) : Optional.empty();
  }

  /** Values in all rows. */
  public double totalValues() {
    if (weighted) {
      return sums().map(CommonStatistics.Weighted::totalValues).orElse(0.0);
    }
    return column
        .common()
        .map(
            common ->
                common.counts().totalValues() == 0
                    ? common.counts().present() * common.averageValues()
                    : common.counts().totalValues())
        .orElse(0.0);
  }

  private Optional<CommonStatistics.Weighted> sums() {
    return column.common().flatMap(CommonStatistics::weighted);
  }

  /** Values with their mass, in the order of values; empty where values were not counted. */
  public SortedMap<String, Double> masses() {
    SortedMap<String, Double> masses = new TreeMap<>();
    column
        .text()
        .map(text -> weighted ? text.weighted().orElse(List.of()) : text.ranks())
        .orElse(List.of())
        .forEach(value -> masses.merge(value.value(), value.mass(), Double::sum));
    return masses;
  }

  /** The histogram of a kind, where there is one. */
  public Optional<ValueHistogram> histogram(Kind kind) {
    return column.numeric().stream()
        .flatMap(
            numeric ->
                (weighted ? numeric.weighted().orElse(List.of()) : numeric.histograms()).stream())
        .filter(histogram -> histogram.kind() == kind)
        .findFirst();
  }
}

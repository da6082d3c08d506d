package dev.millrace.spi.profile;

import dev.millrace.column.BytesColumn;
import dev.millrace.column.Column;
import dev.millrace.column.ColumnType;
import dev.millrace.column.DecimalColumn;
import dev.millrace.column.DoubleColumn;
import dev.millrace.column.Field;
import dev.millrace.column.LongColumn;
import dev.millrace.histogram.Edges;
import dev.millrace.histogram.FixedEdgeCounter;
import dev.millrace.histogram.FixedEdgeHistogram;
import dev.millrace.spi.collect.Together;
import dev.millrace.spi.collect.TogetherBuilder;
import dev.millrace.spi.collect.ValueCount;
import dev.millrace.spi.data.RowBatch;
import dev.millrace.spi.profile.SampledColumn.Quantile;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** Forms the sampled part of a column's profile. */
final class SampleReading {
  private static final double[] PROBABILITIES = {
    0, 0.01, 0.05, 0.1, 0.2, 0.25, 0.3, 0.4, 0.5, 0.6, 0.7, 0.75, 0.8, 0.9, 0.95, 0.99, 1
  };
  private static final int BINS = 30;

  /** Up to here doubles hold every whole number. */
  private static final double EXACT = 0x1p52;

  /** How many times wider than its middle 98 % a column may be before the ends are cut off. */
  private static final double WIDEST = 3;

  private SampleReading() {}

  static SampledColumn read(RowBatch sample, Field field, ExactColumn exact) {
    Column column = sample.values().column(field.name());
    double[] sorted = sortedNumbers(column);
    List<ValueCount> top =
        exact.distinct().precision() == DistinctCount.Precision.ESTIMATED
            ? top(sample, field)
            : List.of();
    return new SampledColumn(
        quantiles(sorted),
        histogram(field, column, sorted),
        top,
        field.type().isNumeric() ? spread(sorted) : Optional.empty(),
        field.type().equals(ColumnType.UTF8)
            ? Optional.of(TextReading.of((BytesColumn) column))
            : Optional.empty());
  }

  /** Medians here are the means of the two in the middle. */
  private static Optional<RobustSpread> spread(double[] sorted) {
    if (sorted.length == 0) {
      return Optional.empty();
    }
    double median = middle(sorted);
    double deviation =
        middle(Arrays.stream(sorted).map(value -> Math.abs(value - median)).sorted().toArray());
    return deviation > 0 && Double.isFinite(deviation)
        ? Optional.of(new RobustSpread(median, deviation))
        : Optional.empty();
  }

  private static double middle(double[] sorted) {
    int half = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[half] : sorted[half - 1] / 2 + sorted[half] / 2;
  }

  private static List<ValueCount> top(RowBatch sample, Field field) {
    TogetherBuilder builder = new TogetherBuilder();
    DistinctReading distinct = DistinctReading.join(field, Math.max(1, sample.rows()), builder);
    Together together = builder.build();
    Together.States states = together.fresh();
    together.add(states, sample);
    return distinct.top().apply(states).stream().filter(value -> value.count() > 1).toList();
  }

  private static List<Quantile> quantiles(double[] sorted) {
    return sorted.length == 0
        ? List.of()
        : Arrays.stream(PROBABILITIES)
            .mapToObj(probability -> new Quantile(probability, quantile(sorted, probability)))
            .toList();
  }

  /** The sample's order statistic next to the place: always a value that occurs. */
  private static double quantile(double[] sorted, double probability) {
    return sorted[(int) Math.round(probability * (sorted.length - 1))];
  }

  private static Optional<FixedEdgeHistogram> histogram(
      Field field, Column column, double[] sorted) {
    if (sorted.length == 0) {
      return Optional.empty();
    }
    FixedEdgeCounter counter = new FixedEdgeCounter(edges(field.type(), sorted));
    counter.add(column);
    return Optional.of(counter.snapshot());
  }

  private static Edges edges(ColumnType type, double[] sorted) {
    double min = sorted[0];
    double max = sorted[sorted.length - 1];
    double low = quantile(sorted, 0.01);
    double high = quantile(sorted, 0.99);
    if (low < high && (max - min) / (high - low) > WIDEST) {
      min = Math.max(min, low - (high - low) / 4);
      max = Math.min(max, high + (high - low) / 4);
    }
    boolean few = max - min < BINS && Math.abs(min) < EXACT && Math.abs(max) < EXACT;
    if (!few || !type.equals(ColumnType.INT64)) {
      return Edges.equalWidth(min, max, BINS);
    }
    // Few whole numbers: one bin for each.
    double first = Math.floor(min);
    int numbers = (int) (Math.floor(max) - first) + 1;
    return Edges.of(IntStream.rangeClosed(0, numbers).mapToDouble(i -> first + i).toArray());
  }

  /** The finite values, ascending; none of what is neither number nor time. */
  private static double[] sortedNumbers(Column column) {
    IntStream rows = IntStream.range(0, column.rows()).filter(row -> !column.isMissing(row));
    DoubleStream numbers;
    if (column instanceof DoubleColumn doubles) {
      numbers = rows.mapToDouble(row -> doubles.at(row) + 0.0);
    } else if (column instanceof LongColumn longs) {
      numbers = rows.mapToDouble(row -> (double) longs.at(row));
    } else if (column instanceof DecimalColumn decimals) {
      numbers = rows.mapToDouble(decimals::doubleAt);
    } else {
      return new double[0];
    }
    return numbers.filter(Double::isFinite).sorted().toArray();
  }
}

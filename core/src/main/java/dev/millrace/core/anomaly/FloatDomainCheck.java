package dev.millrace.core.anomaly;

import dev.millrace.core.statistics.NumericStatistics;
import dev.millrace.core.statistics.StatisticsType;
import dev.millrace.core.validate.Anomaly;
import dev.millrace.core.validate.Domain.Floats;
import dev.millrace.core.validate.Domain.Unusual;
import java.util.Optional;
import java.util.OptionalDouble;

/** Real numbers within bounds, and whether NaN and the infinities are among them. */
record FloatDomainCheck() implements ColumnCheck {
  /** What the values are like, whether numbers or texts that read as such. */
  private record Range(OptionalDouble low, OptionalDouble high, Nan nan) {
    enum Nan {
      SEEN,
      NONE
    }
  }

  @Override
  public void check(ColumnCase column, Findings findings) {
    column
        .domain(Floats.class)
        .ifPresent(
            domain ->
                range(column, domain, findings)
                    .ifPresent(range -> hold(column, domain, range, findings)));
  }

  private static Optional<Range> range(ColumnCase column, Floats domain, Findings findings) {
    if (column.view().type() == StatisticsType.FLOAT) {
      Optional<NumericStatistics> numeric = column.view().column().numeric();
      if (numeric.isEmpty()) {
        findings.unavailable(column.expected(), domain.key(), "figures of numbers");
      }
      return numeric.map(
          figures ->
              new Range(
                  figures.min(),
                  figures.max(),
                  figures.notNumbers() > 0 ? Range.Nan.SEEN : Range.Nan.NONE));
    }
    return column.view().type() == StatisticsType.STRING
        ? texts(column, domain, findings)
        : Optional.empty();
  }

  private static Optional<Range> texts(ColumnCase column, Floats domain, Findings findings) {
    if (column.view().column().text().isEmpty()) {
      findings.unavailable(column.expected(), domain.key(), "counts of values");
      return Optional.empty();
    }
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    Range.Nan nan = Range.Nan.NONE;
    for (String text : column.view().masses().keySet()) {
      OptionalDouble value = TextNumbers.real(text);
      if (value.isEmpty()) {
        findings.add(
            column.expected(),
            Anomaly.FLOAT_TYPE_STRING_NOT_FLOAT,
            "values do not read as numbers",
            "'" + text + "'",
            "decimal numbers");
        return Optional.empty();
      }
      if (Double.isNaN(value.getAsDouble())) {
        nan = Range.Nan.SEEN;
      } else {
        low = Math.min(low, value.getAsDouble());
        high = Math.max(high, value.getAsDouble());
      }
    }
    return Optional.of(
        low > high
            ? new Range(OptionalDouble.empty(), OptionalDouble.empty(), nan)
            : new Range(OptionalDouble.of(low), OptionalDouble.of(high), nan));
  }

  private static void hold(ColumnCase column, Floats domain, Range range, Findings findings) {
    if (domain.refused().contains(Unusual.NAN) && range.nan() == Range.Nan.SEEN) {
      findings.add(
          column.expected(), Anomaly.FLOAT_TYPE_HAS_NAN, "values are NaN", "NaN", "numbers");
    }
    if (range.low().isEmpty() || range.high().isEmpty()) {
      return;
    }
    double low = range.low().getAsDouble();
    double high = range.high().getAsDouble();
    if (domain.min().isPresent() && low < domain.min().getAsDouble()) {
      findings.add(
          column.expected(),
          Anomaly.FLOAT_TYPE_SMALL_FLOAT,
          "values lie below the least one allowed",
          Words.number(low),
          "at least " + Words.number(domain.min().getAsDouble()));
    }
    if (domain.max().isPresent() && high > domain.max().getAsDouble()) {
      findings.add(
          column.expected(),
          Anomaly.FLOAT_TYPE_BIG_FLOAT,
          "values lie above the greatest one allowed",
          Words.number(high),
          "at most " + Words.number(domain.max().getAsDouble()));
    }
    boolean infinite = Double.isInfinite(low) || Double.isInfinite(high);
    if (domain.refused().contains(Unusual.INFINITY) && infinite) {
      findings.add(
          column.expected(),
          Anomaly.FLOAT_TYPE_HAS_INF,
          "values are infinite",
          Double.isInfinite(low) ? Words.number(low) : Words.number(high),
          "finite numbers");
    }
  }
}

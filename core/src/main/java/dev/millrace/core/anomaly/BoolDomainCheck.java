package dev.millrace.core.anomaly;

import dev.millrace.core.statistics.NumericStatistics;
import dev.millrace.core.statistics.StatisticsType;
import dev.millrace.core.statistics.ValueHistogram;
import dev.millrace.core.statistics.ValueHistogram.Bucket;
import dev.millrace.core.validate.Anomaly;
import dev.millrace.core.validate.Domain.Bools;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Values that should be true or false and are numbers or texts. */
record BoolDomainCheck() implements ColumnCheck {
  @Override
  public void check(ColumnCase column, Findings findings) {
    Optional<Bools> domain = column.domain(Bools.class);
    if (domain.isEmpty()) {
      return;
    }
    switch (column.view().type()) {
      case INT, FLOAT -> numbers(column, domain.get(), findings);
      case STRING -> texts(column, domain.get(), findings);
      default -> {} // of another type, told as such
    }
  }

  private static void numbers(ColumnCase column, Bools domain, Findings findings) {
    if (domain.trueValue().isPresent() || domain.falseValue().isPresent()) {
      findings.add(
          column.expected(),
          Anomaly.BOOL_TYPE_INVALID_CONFIG,
          "numbers are true as 1 and false as 0; texts cannot be named for them",
          column.view().type().word(),
          "bool-domain: {}");
      return;
    }
    Optional<NumericStatistics> numeric = column.view().column().numeric();
    if (numeric.isEmpty()) {
      findings.unavailable(column.expected(), domain.key(), "figures of numbers");
    } else if (column.view().type() == StatisticsType.INT) {
      whole(column, numeric.get(), findings);
    } else {
      unexpected(numeric.get())
          .ifPresent(
              seen ->
                  findings.add(
                      column.expected(),
                      Anomaly.BOOL_TYPE_UNEXPECTED_FLOAT,
                      "values are neither 0 nor 1",
                      seen,
                      "0, 1"));
    }
  }

  private static void whole(ColumnCase column, NumericStatistics numeric, Findings findings) {
    if (numeric.min().orElse(0) < 0) {
      findings.add(
          column.expected(),
          Anomaly.BOOL_TYPE_SMALL_INT,
          "values are below 0",
          Words.number(numeric.min().orElse(0)),
          "0, 1");
    }
    if (numeric.max().orElse(0) > 1) {
      findings.add(
          column.expected(),
          Anomaly.BOOL_TYPE_BIG_INT,
          "values are above 1",
          Words.number(numeric.max().orElse(0)),
          "0, 1");
    }
  }

  /** A value that is neither, as far as the figures show one. */
  private static Optional<String> unexpected(NumericStatistics numeric) {
    if (numeric.notNumbers() > 0) {
      return Optional.of("NaN");
    }
    for (OptionalDouble end : List.of(numeric.min(), numeric.max())) {
      if (end.isPresent() && isNeither(end.getAsDouble())) {
        return Optional.of(Words.number(end.getAsDouble()));
      }
    }
    // The bounds of quantiles are values; those of a histogram of equal widths are not.
    return numeric.histograms().stream()
        .filter(histogram -> histogram.kind() == ValueHistogram.Kind.QUANTILES)
        .flatMap(histogram -> histogram.buckets().stream())
        .filter(bucket -> bucket.mass() > 0)
        .filter(bucket -> isNeither(bucket.low()) || isNeither(bucket.high()))
        .findFirst()
        .map(BoolDomainCheck::end);
  }

  private static String end(Bucket bucket) {
    return Words.number(isNeither(bucket.low()) ? bucket.low() : bucket.high());
  }

  private static boolean isNeither(double value) {
    return value != 0 && value != 1;
  }

  private static void texts(ColumnCase column, Bools domain, Findings findings) {
    List<String> both = new ArrayList<>();
    domain.trueValue().ifPresent(both::add);
    domain.falseValue().filter(text -> !both.contains(text)).ifPresent(both::add);
    if (both.size() != 2) {
      findings.add(
          column.expected(),
          Anomaly.BOOL_TYPE_INVALID_CONFIG,
          "texts are true and false only as the schema writes them",
          both.isEmpty() ? "neither is written" : "only one is written",
          "bool-domain: {true-value: ..., false-value: ...}");
      return;
    }
    if (column.view().column().text().isEmpty()) {
      findings.unavailable(column.expected(), domain.key(), "counts of values");
      return;
    }
    List<String> others =
        column.view().masses().keySet().stream().filter(text -> !both.contains(text)).toList();
    if (!others.isEmpty()) {
      findings.add(
          column.expected(),
          Anomaly.BOOL_TYPE_UNEXPECTED_STRING,
          "values are neither true nor false as the schema writes them",
          Words.some(others),
          Words.some(both));
    }
  }
}

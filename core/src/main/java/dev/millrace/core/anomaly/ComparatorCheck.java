package dev.millrace.core.anomaly;

import dev.millrace.core.anomaly.Measurement.Limit;
import dev.millrace.core.drift.CategoryDistances;
import dev.millrace.core.drift.CategoryDistances.Largest;
import dev.millrace.core.drift.HistogramDivergence;
import dev.millrace.core.statistics.ColumnView;
import dev.millrace.core.statistics.DatasetStatistics;
import dev.millrace.core.statistics.ValueHistogram;
import dev.millrace.core.validate.Anomaly;
import dev.millrace.core.validate.ColumnExpectations.Comparator;
import java.util.Optional;
import java.util.OptionalDouble;

/** How far values are from those of the span before, and from those that are served. */
record ComparatorCheck() implements ColumnCheck {
  private static final String INFINITY_NORM = "tfdv.l-infinity";
  private static final String JENSEN_SHANNON = "tfdv.js-divergence-bits";
  private static final String ABSOLUTE = "tfdv.normalized-absolute-difference";

  /** One comparison: its name, its limits and its other side. */
  private record Comparison(String name, String other, Comparator limits, ColumnView control) {}

  @Override
  public void check(ColumnCase column, Findings findings) {
    compare(
        column,
        "drift",
        "the span before",
        column.expectations().drift(),
        column.compared().previous(),
        findings);
    compare(
        column,
        "skew",
        "what is served",
        column.expectations().skew(),
        column.compared().serving(),
        findings);
  }

  private static void compare(
      ColumnCase column,
      String name,
      String other,
      Comparator limits,
      Optional<DatasetStatistics> data,
      Findings findings) {
    if (!limits.isSet()) {
      return;
    }
    if (data.isEmpty()) {
      findings.uncompared(column.expected().title(), name);
      return;
    }
    Optional<ColumnView> control =
        ColumnView.control(column.expected().title(), data.get(), column.compared().current());
    if (control.isEmpty()) {
      findings.add(
          column.expected(),
          Anomaly.COMPARATOR_CONTROL_DATA_MISSING,
          other + " has no such column to compare with",
          "no statistics",
          name);
      return;
    }
    measure(column, new Comparison(name, other, limits, control.get()), findings);
  }

  private static void measure(ColumnCase column, Comparison comparison, Findings findings) {
    ColumnView current = column.view();
    ColumnView control = comparison.control();
    boolean counted = !current.masses().isEmpty() || !control.masses().isEmpty();
    if (counted) {
      comparison
          .limits()
          .infinityNorm()
          .ifPresent(
              limit ->
                  largest(
                      column,
                      comparison,
                      INFINITY_NORM,
                      CategoryDistances.infinityNorm(current.masses(), control.masses()),
                      limit,
                      findings));
      comparison
          .limits()
          .absoluteDifference()
          .ifPresent(
              limit ->
                  largest(
                      column,
                      comparison,
                      ABSOLUTE,
                      CategoryDistances.normalizedAbsoluteDifference(
                          current.masses(), control.masses()),
                      limit,
                      findings));
    } else if (column.view().type().isText()
        && (comparison.limits().infinityNorm().isPresent()
            || comparison.limits().absoluteDifference().isPresent())) {
      findings.unavailable(column.expected(), comparison.name(), "counts of values");
    }
    comparison
        .limits()
        .jensenShannon()
        .ifPresent(limit -> divergence(column, comparison, limit, findings));
  }

  private static void largest(
      ColumnCase column,
      Comparison comparison,
      String method,
      Largest largest,
      double limit,
      Findings findings) {
    Measurement measured = measurement(column, comparison, method, largest.distance(), limit);
    findings.measured(measured);
    if (measured.isBeyond()) {
      findings.add(
          column.expected(),
          method.equals(INFINITY_NORM)
              ? Anomaly.COMPARATOR_L_INFTY_HIGH
              : Anomaly.COMPARATOR_NORMALIZED_ABSOLUTE_DIFFERENCE_HIGH,
          "values are too far from those of " + comparison.other(),
          method + " " + Words.number(largest.distance()) + ", most at '" + largest.value() + "'",
          "at most " + Words.number(limit));
    }
  }

  private static void divergence(
      ColumnCase column, Comparison comparison, double limit, Findings findings) {
    OptionalDouble value = divergence(column.view(), comparison);
    if (value.isEmpty()) {
      findings.unavailable(column.expected(), comparison.name(), "values to compare on both sides");
      return;
    }
    Measurement measured =
        measurement(column, comparison, JENSEN_SHANNON, value.getAsDouble(), limit);
    findings.measured(measured);
    if (measured.isBeyond()) {
      findings.add(
          column.expected(),
          Anomaly.COMPARATOR_JENSEN_SHANNON_DIVERGENCE_HIGH,
          "values are too far from those of " + comparison.other(),
          JENSEN_SHANNON + " " + Words.number(value.getAsDouble()),
          "at most " + Words.number(limit));
    }
  }

  private static OptionalDouble divergence(ColumnView current, Comparison comparison) {
    ColumnView control = comparison.control();
    if (!current.masses().isEmpty() && !control.masses().isEmpty()) {
      return CategoryDistances.jensenShannonBits(current.masses(), control.masses());
    }
    ValueHistogram.Kind kind = comparison.limits().histogram();
    Optional<ValueHistogram> one = current.histogram(kind);
    Optional<ValueHistogram> two = control.histogram(kind);
    return one.isPresent() && two.isPresent()
        ? HistogramDivergence.jensenShannonBits(one.get(), two.get())
        : OptionalDouble.empty();
  }

  private static Measurement measurement(
      ColumnCase column, Comparison comparison, String method, double value, double limit) {
    return new Measurement(
        column.expected().title(), comparison.name(), method, value, limit, Limit.MOST);
  }
}

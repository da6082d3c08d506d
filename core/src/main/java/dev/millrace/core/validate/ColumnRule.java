package dev.millrace.core.validate;

import dev.millrace.column.Field;
import dev.millrace.spi.engine.LandingColumn;
import dev.millrace.spi.engine.LandingColumn.TemporalForm;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * What is expected of a column.
 *
 * @param missingMarks texts that mean missing
 * @param temporal how times are written
 * @param present least share of rows that hold a value, 0 to 1; 0 for a column that may be absent
 * @param min least value, for numbers
 * @param max greatest value, for numbers
 * @param domain the values a text may have; empty: any
 * @param otherwise what happens when a value is outside range or domain
 * @param expectations what is checked on statistics rather than row by row
 * @param reasons why each constraint is there, by its key, for people
 */
public record ColumnRule(
    Field field,
    List<String> missingMarks,
    TemporalForm temporal,
    double present,
    OptionalDouble min,
    OptionalDouble max,
    List<String> domain,
    Otherwise otherwise,
    ColumnExpectations expectations,
    Map<String, String> reasons) {
  /** What happens when a value breaks a rule. */
  public enum Otherwise {
    /** It is told, and the row is used. */
    WARN,
    /** The row is kept apart and not used. */
    QUARANTINE,
    /** The data is refused. */
    REFUSE
  }

  public ColumnRule {
    Objects.requireNonNull(field);
    missingMarks = List.copyOf(missingMarks);
    Objects.requireNonNull(temporal);
    Objects.requireNonNull(min);
    Objects.requireNonNull(max);
    domain = List.copyOf(domain);
    Objects.requireNonNull(otherwise);
    Objects.requireNonNull(expectations);
    reasons = Map.copyOf(reasons);
    if (!(present >= 0 && present <= 1)) {
      throw new IllegalArgumentException("a share is between 0 and 1, got " + present);
    }
  }

  /** A rule of which nothing is checked on statistics alone. */
  public ColumnRule(
      Field field,
      List<String> missingMarks,
      TemporalForm temporal,
      double present,
      OptionalDouble min,
      OptionalDouble max,
      List<String> domain,
      Otherwise otherwise,
      Map<String, String> reasons) {
    this(
        field,
        missingMarks,
        temporal,
        present,
        min,
        max,
        domain,
        otherwise,
        ColumnExpectations.NONE,
        reasons);
  }

  /** How the column is read. */
  public LandingColumn landing() {
    return new LandingColumn(field, missingMarks, temporal);
  }

  public ColumnRule withPresent(double share) {
    return new ColumnRule(
        field, missingMarks, temporal, share, min, max, domain, otherwise, expectations, reasons);
  }

  public ColumnRule withRange(OptionalDouble low, OptionalDouble high) {
    return new ColumnRule(
        field,
        missingMarks,
        temporal,
        present,
        low,
        high,
        domain,
        otherwise,
        expectations,
        reasons);
  }

  /** Allows values down to {@code low}; what is allowed already stays so. */
  ColumnRule withLeast(OptionalDouble low) {
    boolean bounded = min.isPresent() && low.isPresent();
    return withRange(
        bounded ? OptionalDouble.of(Math.min(min.getAsDouble(), low.getAsDouble())) : min, max);
  }

  /** Allows values up to {@code high}; what is allowed already stays so. */
  ColumnRule withGreatest(OptionalDouble high) {
    boolean bounded = max.isPresent() && high.isPresent();
    return withRange(
        min, bounded ? OptionalDouble.of(Math.max(max.getAsDouble(), high.getAsDouble())) : max);
  }

  /** Allows these values too; a column that may have any stays so. */
  ColumnRule withMoreValues(List<String> values) {
    if (domain.isEmpty()) {
      return this;
    }
    Set<String> all = new LinkedHashSet<>(domain);
    all.addAll(values);
    return withDomain(List.copyOf(all));
  }

  public ColumnRule withDomain(List<String> values) {
    return new ColumnRule(
        field, missingMarks, temporal, present, min, max, values, otherwise, expectations, reasons);
  }

  public ColumnRule withReasons(Map<String, String> why) {
    return new ColumnRule(
        field, missingMarks, temporal, present, min, max, domain, otherwise, expectations, why);
  }
}

package dev.millrace.core.validate;

import dev.millrace.core.validate.Finding.Severity;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * What is expected of a table as a whole, checked on its statistics.
 *
 * @param environments environments that every column belongs to unless it says otherwise
 * @param domains values by the names that columns refer to
 * @param mostDomainValues number of values at which a domain is too large to be one
 * @param examples how many rows there may be
 * @param drift rows as a share of the span before
 * @param version rows as a share of the version before
 * @param severities what anomalies mean, where it is not what they mean by themselves
 * @param checks conditions on statistics
 */
public record TableExpectations(
    List<String> environments,
    Map<String, List<String>> domains,
    OptionalLong mostDomainValues,
    ColumnExpectations.Bounds examples,
    Ratio drift,
    Ratio version,
    Map<Anomaly, Severity> severities,
    List<CustomCheck> checks) {
  /** Nothing is expected. */
  public static final TableExpectations NONE =
      new TableExpectations(
          List.of(),
          Map.of(),
          OptionalLong.empty(),
          new ColumnExpectations.Bounds(OptionalLong.empty(), OptionalLong.empty()),
          Ratio.NONE,
          Ratio.NONE,
          Map.of(),
          List.of());

  /** A least and a greatest ratio, both allowed. */
  public record Ratio(OptionalDouble min, OptionalDouble max) {
    public static final Ratio NONE = new Ratio(OptionalDouble.empty(), OptionalDouble.empty());

    public Ratio {
      Objects.requireNonNull(min);
      Objects.requireNonNull(max);
    }
  }

  /**
   * A condition on the statistics of a column; where it is not true, that is an anomaly.
   *
   * @param must an expression over the column's figures (docs/statistics.md)
   * @param against the other data whose figures it may name too, with {@code base_} before them
   * @param environments where it is checked; empty: everywhere
   */
  public record CustomCheck(
      String name,
      String column,
      String must,
      Optional<Control> against,
      Severity severity,
      List<String> environments) {
    public CustomCheck {
      Objects.requireNonNull(name);
      Objects.requireNonNull(column);
      Objects.requireNonNull(must);
      Objects.requireNonNull(against);
      Objects.requireNonNull(severity);
      environments = List.copyOf(environments);
    }
  }

  /** Other data that this data is compared with. */
  public enum Control {
    SERVING,
    PREVIOUS,
    PREVIOUS_VERSION
  }

  public TableExpectations {
    environments = List.copyOf(environments);
    Map<String, List<String>> copy = new LinkedHashMap<>();
    domains.forEach((name, values) -> copy.put(name, List.copyOf(values)));
    domains = Collections.unmodifiableMap(copy);
    Objects.requireNonNull(mostDomainValues);
    Objects.requireNonNull(examples);
    Objects.requireNonNull(drift);
    Objects.requireNonNull(version);
    severities = Collections.unmodifiableMap(new LinkedHashMap<>(severities));
    checks = List.copyOf(new ArrayList<>(checks));
  }
}

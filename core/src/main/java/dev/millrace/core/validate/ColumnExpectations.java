package dev.millrace.core.validate;

import dev.millrace.core.statistics.ValueHistogram;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * What is expected of a column beyond what a single row can break: checked on its statistics.
 *
 * @param minCount least number of rows with a value
 * @param valueCount how many values a row may have
 * @param valueCounts the same per level of nesting
 * @param shape sizes of values that all have as many
 * @param domains values it may have, as given; more than one is a fault of the schema
 * @param domainMass least share of values that must be in the domain, 0 to 1; empty: all
 * @param unique how many different values it may have
 * @param environments environments it belongs to besides the schema's own
 * @param notEnvironments environments it does not belong to
 * @param drift limits of the distance from the span before
 * @param skew limits of the distance from what is served
 */
public record ColumnExpectations(
    OptionalLong minCount,
    Optional<Bounds> valueCount,
    List<Bounds> valueCounts,
    Optional<List<Long>> shape,
    List<Domain> domains,
    OptionalDouble domainMass,
    Optional<Bounds> unique,
    List<String> environments,
    List<String> notEnvironments,
    Lifecycle lifecycle,
    Comparator drift,
    Comparator skew) {
  /** Nothing beyond the rules of rows. */
  public static final ColumnExpectations NONE =
      new ColumnExpectations(
          OptionalLong.empty(),
          Optional.empty(),
          List.of(),
          Optional.empty(),
          List.of(),
          OptionalDouble.empty(),
          Optional.empty(),
          List.of(),
          List.of(),
          Lifecycle.PRODUCTION,
          Comparator.NONE,
          Comparator.NONE);

  /** A least and a greatest number, both allowed. */
  public record Bounds(OptionalLong min, OptionalLong max) {
    public Bounds {
      Objects.requireNonNull(min);
      Objects.requireNonNull(max);
    }
  }

  /** How far a column has come; of one that is not in use nothing is expected. */
  public enum Lifecycle {
    PLANNED,
    ALPHA,
    BETA,
    PRODUCTION,
    DEPRECATED,
    DEBUG_ONLY,
    DISABLED;

    /** True when data must have it. */
    public boolean isLive() {
      return this == BETA || this == PRODUCTION;
    }
  }

  /**
   * Greatest distances from other data; what is above one is an anomaly.
   *
   * @param infinityNorm of shares of values: {@code tfdv.l-infinity}
   * @param jensenShannon in bits: {@code tfdv.js-divergence-bits}
   * @param absoluteDifference of counts: {@code tfdv.normalized-absolute-difference}
   * @param histogram which histogram of numbers is compared
   */
  public record Comparator(
      OptionalDouble infinityNorm,
      OptionalDouble jensenShannon,
      OptionalDouble absoluteDifference,
      ValueHistogram.Kind histogram) {
    public static final Comparator NONE =
        new Comparator(
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            ValueHistogram.Kind.STANDARD);

    public Comparator {
      Objects.requireNonNull(infinityNorm);
      Objects.requireNonNull(jensenShannon);
      Objects.requireNonNull(absoluteDifference);
      Objects.requireNonNull(histogram);
    }

    /** True when there is a limit. */
    public boolean isSet() {
      return infinityNorm.isPresent()
          || jensenShannon.isPresent()
          || absoluteDifference.isPresent();
    }
  }

  public ColumnExpectations {
    Objects.requireNonNull(minCount);
    Objects.requireNonNull(valueCount);
    valueCounts = List.copyOf(valueCounts);
    shape = shape.map(List::copyOf);
    domains = List.copyOf(domains);
    Objects.requireNonNull(domainMass);
    Objects.requireNonNull(unique);
    environments = List.copyOf(environments);
    notEnvironments = List.copyOf(notEnvironments);
    Objects.requireNonNull(lifecycle);
    Objects.requireNonNull(drift);
    Objects.requireNonNull(skew);
  }
}

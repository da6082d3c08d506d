package dev.millrace.core.validate;

import dev.millrace.column.ColumnType;
import dev.millrace.core.validate.ColumnRule.Otherwise;
import dev.millrace.spi.engine.LandingColumn.TemporalForm;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.DoubleUnaryOperator;

/**
 * What a schema's text says of a column, whether or not it makes sense.
 *
 * @param place where it stands, for messages
 * @param present least share of rows that hold a value, as given
 * @param domain the values a text may have; empty: any
 */
public record DraftColumn(
    String place,
    Optional<String> name,
    Optional<ColumnType> type,
    List<String> missingMarks,
    TemporalForm temporal,
    OptionalDouble present,
    OptionalDouble min,
    OptionalDouble max,
    List<String> domain,
    Otherwise otherwise,
    ColumnExpectations expectations) {
  public DraftColumn {
    Objects.requireNonNull(place);
    Objects.requireNonNull(name);
    Objects.requireNonNull(type);
    missingMarks = List.copyOf(missingMarks);
    Objects.requireNonNull(temporal);
    Objects.requireNonNull(present);
    Objects.requireNonNull(min);
    Objects.requireNonNull(max);
    domain = List.copyOf(domain);
    Objects.requireNonNull(otherwise);
    Objects.requireNonNull(expectations);
  }

  /** Its name for people. */
  public String title() {
    return name.filter(given -> !given.isEmpty()).orElse("");
  }

  /** Every domain that was given; {@code min}, {@code max} and {@code domain} are short for one. */
  public List<Domain> domains() {
    List<Domain> all = new ArrayList<>(expectations.domains());
    if (!domain.isEmpty()) {
      all.add(new Domain.Texts(domain));
    }
    if (isRanged() && type.isPresent() && type.get().isNumeric()) {
      all.add(
          type.filter(ColumnType.INT64::equals).isPresent()
              ? new Domain.Ints(
                  whole(min, Math::ceil), whole(max, Math::floor), Domain.Meaning.QUANTITY)
              : new Domain.Floats(min, max, Set.of()));
    }
    return all;
  }

  /** True when {@code min} or {@code max} is given; both go with numbers only. */
  public boolean isRanged() {
    return min.isPresent() || max.isPresent();
  }

  /** The bound among whole numbers: what is beyond it is beyond the real one, and the reverse. */
  private static OptionalLong whole(OptionalDouble bound, DoubleUnaryOperator towards) {
    return bound.isPresent()
        ? OptionalLong.of((long) towards.applyAsDouble(bound.getAsDouble()))
        : OptionalLong.empty();
  }
}

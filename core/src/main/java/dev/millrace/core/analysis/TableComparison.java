package dev.millrace.core.analysis;

import dev.millrace.spi.profile.ColumnProfile;
import dev.millrace.spi.profile.TableProfile;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Two tables side by side.
 *
 * @param columns those of the first in their order, then those only the second has
 */
public record TableComparison(
    String firstName,
    TableProfile first,
    String secondName,
    TableProfile second,
    List<ColumnPair> columns) {
  /**
   * A column on both sides.
   *
   * @param first empty when only the second table has it
   * @param second empty when only the first table has it
   * @param bins the same parts of the values on both sides with their rows, counted exactly; empty
   *     when they cannot be told apart
   * @param divergence Jensen-Shannon divergence of these parts in bits, 0 to 1
   */
  public record ColumnPair(
      String name,
      Optional<ColumnProfile> first,
      Optional<ColumnProfile> second,
      List<Bin> bins,
      OptionalDouble divergence) {
    public ColumnPair {
      Objects.requireNonNull(name);
      Objects.requireNonNull(first);
      Objects.requireNonNull(second);
      bins = List.copyOf(bins);
    }

    /** True when the bins are ranges of numbers. */
    public boolean isOfNumbers() {
      return !bins.isEmpty() && Double.isFinite(bins.getFirst().from());
    }
  }

  /**
   * A part of a column's values.
   *
   * @param from lower end of a range of numbers; NaN for a value
   * @param to upper end; NaN for a value
   * @param first rows of the first table
   * @param second rows of the second table
   */
  public record Bin(String name, double from, double to, long first, long second) {
    public Bin {
      Objects.requireNonNull(name);
    }
  }

  public TableComparison {
    Objects.requireNonNull(firstName);
    Objects.requireNonNull(first);
    Objects.requireNonNull(secondName);
    Objects.requireNonNull(second);
    columns = List.copyOf(columns);
  }
}

package dev.millrace.core.statistics;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Statistics of one column. A part that is not there was not computed, which is not the same as
 * nothing having been found.
 *
 * @param text counts of values; also of whole numbers that stand for categories
 */
public record ColumnStatistics(
    String name,
    StatisticsType type,
    Optional<CommonStatistics> common,
    Optional<NumericStatistics> numeric,
    Optional<TextStatistics> text,
    List<CustomStatistic> custom) {
  /**
   * A figure that someone computed by a name of their own.
   *
   * @param number a number, when it is one
   * @param text a text, when it is one
   * @param counts counts of values, when it is that
   */
  public record CustomStatistic(
      String name, Optional<Double> number, Optional<String> text, List<ValueMass> counts) {
    public CustomStatistic {
      Objects.requireNonNull(name);
      Objects.requireNonNull(number);
      Objects.requireNonNull(text);
      counts = List.copyOf(counts);
    }
  }

  public ColumnStatistics {
    Objects.requireNonNull(name);
    Objects.requireNonNull(type);
    Objects.requireNonNull(common);
    Objects.requireNonNull(numeric);
    Objects.requireNonNull(text);
    custom = List.copyOf(custom);
  }

  /** True when nothing but the name is known. */
  public boolean isEmpty() {
    return common.isEmpty() && numeric.isEmpty() && text.isEmpty() && custom.isEmpty();
  }
}

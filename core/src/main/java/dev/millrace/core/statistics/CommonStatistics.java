package dev.millrace.core.statistics;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * How often a column has a value, and how many in a row.
 *
 * @param counts of the rows; the outermost level of nested values
 * @param averageValues mean number of values in a row that has any
 * @param levels the same counts per level of nesting; empty for values that are not nested
 * @param weighted sums of weights in place of counts of rows
 */
public record CommonStatistics(
    Level counts, double averageValues, List<Level> levels, Optional<Weighted> weighted) {
  /**
   * Counts at one level of nesting.
   *
   * @param present rows with a value
   * @param missing rows without one
   * @param leastValues fewest values in a row that has any
   * @param mostValues most values in a row
   * @param totalValues values in all rows; 0 when it was not counted
   */
  public record Level(
      double present, double missing, double leastValues, double mostValues, double totalValues) {}

  /** The sums of weights. */
  public record Weighted(double present, double missing, double totalValues) {}

  public CommonStatistics {
    Objects.requireNonNull(counts);
    levels = List.copyOf(levels);
    Objects.requireNonNull(weighted);
  }

  /** Counts of flat values: one in each row that has any. */
  public static CommonStatistics ofCells(long present, long missing) {
    int values = present == 0 ? 0 : 1;
    return new CommonStatistics(
        new Level(present, missing, values, values, present), values, List.of(), Optional.empty());
  }

  /** The levels of nesting; of flat values the one there is. */
  public List<Level> nesting() {
    return levels.isEmpty() ? List.of(counts) : levels;
  }
}

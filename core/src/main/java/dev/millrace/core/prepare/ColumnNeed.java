package dev.millrace.core.prepare;

import java.util.List;

/** A statistic of the training rows that a step waits for. */
sealed interface ColumnNeed {
  /** Mean and standard deviation. */
  record MomentsOf() implements ColumnNeed {}

  /** Smallest and largest finite value. */
  record RangeOf() implements ColumnNeed {}

  /** Cuts into groups of equal size; 2 gives the median. */
  record QuantilesOf(int groups) implements ColumnNeed {}

  /** The most frequent categories. */
  record CategoriesOf(int top) implements ColumnNeed {}

  /** Labels of each fold by these categories. */
  record TargetsOf(List<String> categories) implements ColumnNeed {
    public TargetsOf {
      categories = List.copyOf(categories);
    }
  }
}

package dev.millrace.core.prepare;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;

/**
 * Smoothed means of the label: of each category, of those without a place of their own, and of
 * missing cells. A mean over n rows moves the share n / (n + smoothing) of the way from the mean of
 * all rows to that of its own.
 *
 * @param numbers of the categories in the order of their vocabulary
 * @param unseen mean of all rows
 */
record TargetTable(List<Double> numbers, double unseen, double missing) {
  TargetTable {
    numbers = List.copyOf(numbers);
  }

  /** The table of some folds' rows; none when these folds have no row. */
  static Optional<TargetTable> of(FoldSums.State state, IntPredicate folds, double smoothing) {
    int cells = state.rows[0].length;
    long[] rows = new long[cells];
    double[] sums = new double[cells];
    for (int fold = 0; fold < state.rows.length; fold++) {
      if (folds.test(fold)) {
        for (int cell = 0; cell < cells; cell++) {
          rows[cell] += state.rows[fold][cell];
          sums[cell] += state.sums[fold][cell];
        }
      }
    }
    long all = 0;
    double sum = 0;
    for (int cell = 0; cell < cells; cell++) {
      all += rows[cell];
      sum += sums[cell];
    }
    if (all == 0) {
      return Optional.empty();
    }
    double prior = sum / all;
    List<Double> numbers = new ArrayList<>();
    for (int cell = 0; cell < cells - 2; cell++) {
      numbers.add(smoothed(rows[cell], sums[cell], prior, smoothing));
    }
    return Optional.of(
        new TargetTable(
            numbers, prior, smoothed(rows[cells - 1], sums[cells - 1], prior, smoothing)));
  }

  private static double smoothed(long rows, double sum, double prior, double smoothing) {
    return rows == 0 ? prior : prior + rows / (rows + smoothing) * (sum / rows - prior);
  }
}

package dev.millrace.core.analysis;

import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/** Measures of how two columns go together, on values held in memory. Pure functions. */
public final class Association {
  private Association() {}

  /**
   * Pearson's product-moment correlation of the pairs of which both are finite; empty below two
   * pairs, and when a side does not vary.
   */
  public static OptionalDouble pearson(double[] one, double[] two) {
    int[] rows = both(one, two);
    return correlation(pick(one, rows), pick(two, rows));
  }

  /** Spearman's rank correlation, ties by their mean rank: Pearson's of the ranks. */
  public static OptionalDouble spearman(double[] one, double[] two) {
    int[] rows = both(one, two);
    return correlation(ranks(pick(one, rows)), ranks(pick(two, rows)));
  }

  /**
   * Area under the ROC curve when a number is taken for a score of the positive rows, ties counted
   * half (Mann-Whitney); empty when a class has no finite number.
   */
  public static OptionalDouble auc(double[] score, boolean[] positive) {
    int[] rows =
        IntStream.range(0, score.length).filter(row -> Double.isFinite(score[row])).toArray();
    double[] ranks = ranks(pick(score, rows));
    double sum = 0;
    double positives = 0;
    for (int i = 0; i < rows.length; i++) {
      if (positive[rows[i]]) {
        sum += ranks[i];
        positives++;
      }
    }
    double negatives = rows.length - positives;
    return positives == 0 || negatives == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of((sum - positives * (positives + 1) / 2) / (positives * negatives));
  }

  /**
   * Cramer's V of a table of counts, without correction for bias: the root of chi-square over the
   * rows and the smaller side less one (Cramer, Mathematical Methods of Statistics, 1946). Empty
   * when fewer than two rows or columns have counts.
   *
   * @param counts row by row
   * @param columns cells of a row
   */
  public static OptionalDouble cramersV(long[] counts, int columns) {
    Margins margins = Margins.of(counts, columns);
    int smaller = Math.min(margins.filledRows(), margins.filledColumns());
    if (smaller < 2) {
      return OptionalDouble.empty();
    }
    double sum = 0;
    for (int cell = 0; cell < counts.length; cell++) {
      double expected = margins.expected(cell, columns);
      if (expected > 0) {
        double difference = counts[cell] - expected;
        sum += difference * difference / expected;
      }
    }
    return OptionalDouble.of(Math.min(1, Math.sqrt(sum / margins.all / (smaller - 1))));
  }

  /**
   * Mutual information of a table of counts in nats, as scikit-learn's {@code mutual_info_score}
   * has it; empty without counts.
   */
  public static OptionalDouble mutualInformation(long[] counts, int columns) {
    Margins margins = Margins.of(counts, columns);
    if (margins.all == 0) {
      return OptionalDouble.empty();
    }
    double sum = 0;
    for (int cell = 0; cell < counts.length; cell++) {
      if (counts[cell] > 0) {
        sum +=
            counts[cell]
                / margins.all
                * StrictMath.log(counts[cell] / margins.expected(cell, columns));
      }
    }
    return OptionalDouble.of(Math.max(0, sum));
  }

  /** Sums of the sides of a table. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Margins(double[] rows, double[] columns, double all) {
    static Margins of(long[] counts, int columns) {
      double[] byRow = new double[counts.length / columns];
      double[] byColumn = new double[columns];
      double all = 0;
      for (int cell = 0; cell < counts.length; cell++) {
        byRow[cell / columns] += counts[cell];
        byColumn[cell % columns] += counts[cell];
        all += counts[cell];
      }
      return new Margins(byRow, byColumn, all);
    }

    double expected(int cell, int width) {
      return rows[cell / width] * columns[cell % width] / all;
    }

    int filledRows() {
      return (int) Arrays.stream(rows).filter(sum -> sum > 0).count();
    }

    int filledColumns() {
      return (int) Arrays.stream(columns).filter(sum -> sum > 0).count();
    }
  }

  private static int[] both(double[] one, double[] two) {
    return IntStream.range(0, one.length)
        .filter(row -> Double.isFinite(one[row]) && Double.isFinite(two[row]))
        .toArray();
  }

  private static double[] pick(double[] values, int[] rows) {
    return Arrays.stream(rows).mapToDouble(row -> values[row]).toArray();
  }

  /** Two passes: first the means, then what is left around them. */
  private static OptionalDouble correlation(double[] one, double[] two) {
    double firstMean = Arrays.stream(one).average().orElse(0);
    double secondMean = Arrays.stream(two).average().orElse(0);
    double together = 0;
    double first = 0;
    double second = 0;
    for (int i = 0; i < one.length; i++) {
      double left = one[i] - firstMean;
      double right = two[i] - secondMean;
      together += left * right;
      first += left * left;
      second += right * right;
    }
    double spread = Math.sqrt(first) * Math.sqrt(second);
    return spread > 0 && Double.isFinite(spread)
        ? OptionalDouble.of(Math.clamp(together / spread, -1, 1))
        : OptionalDouble.empty();
  }

  /** Ranks from 1, equal values by the mean of theirs. */
  static double[] ranks(double[] values) {
    double[] sorted = values.clone();
    for (int i = 0; i < sorted.length; i++) {
      sorted[i] += 0.0;
    }
    Arrays.sort(sorted);
    double[] ranks = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      int first = first(sorted, values[i]);
      int after = first(sorted, Math.nextUp(values[i]));
      ranks[i] = (first + 1 + after) / 2.0;
    }
    return ranks;
  }

  /** How many values are below. */
  private static int first(double[] sorted, double value) {
    int low = 0;
    int high = sorted.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sorted[middle] < value) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}

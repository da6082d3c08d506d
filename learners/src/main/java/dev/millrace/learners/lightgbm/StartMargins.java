package dev.millrace.learners.lightgbm;

import dev.millrace.learners.fit.ClassCounts;
import dev.millrace.learners.fit.LabelSpread;
import dev.millrace.learners.fit.RowBlocks;
import dev.millrace.learners.fit.RowMargins;
import dev.millrace.spi.learn.Task;
import dev.millrace.spi.learn.TrainingRows;

/**
 * Where margins start before the first tree: the best constants. The library does not know them;
 * they are added to its sums, at the end.
 */
final class StartMargins {
  private final double[] values;

  private StartMargins(double... values) {
    this.values = values;
  }

  static StartMargins of(Task task, TrainingRows train, RowBlocks blocks) {
    return switch (task) {
      case REGRESSION -> new StartMargins(LabelSpread.of(train.labels(), blocks).mean());
      case BINARY -> new StartMargins(ClassCounts.of(train.labels(), 2).logOdds());
      case MULTICLASS -> {
        ClassCounts counts = ClassCounts.of(train.labels(), train.classes());
        double[] shares = new double[train.classes()];
        for (int c = 0; c < shares.length; c++) {
          shares[c] = counts.logShare(c);
        }
        yield new StartMargins(shares);
      }
    };
  }

  int outputs() {
    return values.length;
  }

  double of(int output) {
    return values[output];
  }

  /** The start itself, for every row. */
  RowMargins alone() {
    return (row, into) -> System.arraycopy(values, 0, into, 0, values.length);
  }

  /**
   * Margins from the library's sums: all rows of output 0, then of output 1 and so on.
   *
   * @param divisor what the sums are divided by
   */
  RowMargins plus(double[] byOutput, int divisor) {
    int rows = byOutput.length / values.length;
    return (row, into) -> {
      for (int c = 0; c < values.length; c++) {
        into[c] = byOutput[c * rows + row] / divisor + values[c];
      }
    };
  }
}

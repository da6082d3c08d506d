package dev.millrace.core.evaluate;

import dev.millrace.column.Batch;
import dev.millrace.column.Column;
import dev.millrace.spi.data.RowHash;
import dev.millrace.spi.learn.Task;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Measures {@link ColumnImportance} on a sample of rows. */
public final class PermutationImportance {
  private static final int SHUFFLES = 3;

  private final Function<Batch, double[]> scorer;
  private final Task task;
  private final int classes;

  /**
   * @param scorer outputs of a batch, as in {@link ScoredRows#outputs()}
   */
  public PermutationImportance(Function<Batch, double[]> scorer, Task task, int classes) {
    this.scorer = scorer;
    this.task = task;
    this.classes = classes;
  }

  /** One entry per column, the most important first. */
  public List<ColumnImportance> measure(Batch rows, float[] labels, long seed) {
    double plain = loss(scorer.apply(rows), labels);
    List<ColumnImportance> found = new ArrayList<>();
    for (int column = 0; column < rows.fields().size(); column++) {
      double[] growth = new double[SHUFFLES];
      for (int shuffle = 0; shuffle < SHUFFLES; shuffle++) {
        int[] order = shuffled(rows.rows(), RowHash.mix(column * 31L + shuffle, seed));
        growth[shuffle] = loss(scorer.apply(with(rows, column, order)), labels) - plain;
      }
      double mean = (growth[0] + growth[1] + growth[2]) / SHUFFLES;
      double squares = 0;
      for (double value : growth) {
        squares += (value - mean) * (value - mean);
      }
      found.add(
          new ColumnImportance(
              rows.fields().at(column).name().value(), mean, Math.sqrt(squares / (SHUFFLES - 1))));
    }
    found.sort(Comparator.comparingDouble(ColumnImportance::loss).reversed());
    return found;
  }

  private static Batch with(Batch rows, int shuffled, int[] order) {
    List<Column> columns = new ArrayList<>();
    for (int i = 0; i < rows.fields().size(); i++) {
      columns.add(i == shuffled ? rows.column(i).select(order) : rows.column(i));
    }
    return new Batch(rows.fields(), columns, rows.rows());
  }

  private static int[] shuffled(int rows, long seed) {
    return IntStream.range(0, rows)
        .boxed()
        .sorted(Comparator.comparingLong(row -> RowHash.mix(row, seed)))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  private double loss(double[] outputs, float[] labels) {
    byte[] ones = new byte[labels.length];
    java.util.Arrays.fill(ones, (byte) 1);
    int[] all = IntStream.range(0, labels.length).toArray();
    return switch (task) {
      case BINARY -> {
        BinaryTally tally = RankedBinary.of(outputs, labels, all, 0.5f).tally(ones);
        yield tally.logLoss() / tally.rows();
      }
      case MULTICLASS -> {
        MulticlassTally tally = MulticlassMetrics.tally(classes, outputs, labels, all, ones);
        yield tally.logLoss() / tally.rows();
      }
      case REGRESSION -> {
        RegressionTally tally = RegressionMetrics.tally(outputs, labels, all, ones);
        yield Math.sqrt(tally.squaredError() / tally.rows());
      }
    };
  }
}

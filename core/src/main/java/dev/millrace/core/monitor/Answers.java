package dev.millrace.core.monitor;

import dev.millrace.column.ColumnName;
import dev.millrace.core.evaluate.ScoredRows;
import dev.millrace.histogram.Edges;
import dev.millrace.histogram.FixedEdgeCounter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The columns in which answers are watched: the score of two classes, the probability of each of
 * several, or the amount.
 */
final class Answers {
  private static final int BINS = 20;
  private static final int MOST_CLASSES = 20;

  private Answers() {}

  /** Names of the columns, in the order of a scorer's outputs. */
  static List<ColumnName> names(List<String> labels) {
    if (labels.isEmpty()) {
      return List.of(new ColumnName("value"));
    }
    return labels.size() == 2
        ? List.of(new ColumnName("score"))
        : labels.stream()
            .limit(MOST_CLASSES)
            .map(label -> new ColumnName("p(" + label + ")"))
            .toList();
  }

  /** Distributions of what a scorer said of some rows; nothing when there are none. */
  static List<WatchedColumn> of(List<String> labels, ScoredRows scored) {
    if (scored.rows() == 0) {
      return List.of();
    }
    List<ColumnName> names = names(labels);
    int width = scored.outputs().length / scored.rows();
    List<WatchedColumn> columns = new ArrayList<>();
    for (int output = 0; output < names.size(); output++) {
      FixedEdgeCounter counter =
          new FixedEdgeCounter(
              labels.isEmpty() ? tenths(scored.outputs()) : Edges.equalWidth(0, 1, BINS));
      for (int row = 0; row < scored.rows(); row++) {
        counter.add(scored.outputs()[row * width + output]);
      }
      columns.add(
          new WatchedColumn(names.get(output), new Distribution.Numbers(counter.snapshot())));
    }
    return columns;
  }

  private static Edges tenths(double[] values) {
    double[] sorted = Arrays.stream(values).filter(Double::isFinite).sorted().toArray();
    if (sorted.length == 0) {
      return Edges.equalWidth(0, 1, BINS);
    }
    double[] places = new double[11];
    for (int i = 0; i <= 10; i++) {
      places[i] = sorted[(int) ((long) i * (sorted.length - 1) / 10)];
    }
    return Edges.equalFrequency(places);
  }
}

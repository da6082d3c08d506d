package dev.millrace.core.monitor;

import dev.millrace.column.Batch;
import dev.millrace.column.ColumnName;
import dev.millrace.column.Fields;
import dev.millrace.scorer.Scores;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Counts of what one version was asked and answered, over the cells of its reference. */
final class TrafficCounts {
  private final Reference reference;
  private final List<ColumnName> inputs;
  private final List<ColumnCounter> inputCounters = new ArrayList<>();
  private final List<ColumnCounter> answerCounters = new ArrayList<>();
  private long rows;

  /**
   * Where the inputs are among the columns of the batch counted last: the reader's never change.
   */
  private Fields seen = new Fields(List.of());

  private int[] positions = {};

  TrafficCounts(Reference reference) {
    this.reference = reference;
    this.inputs = reference.inputs().stream().map(WatchedColumn::name).toList();
    reference.inputs().forEach(column -> inputCounters.add(ColumnCounter.over(column.values())));
    reference.answers().forEach(column -> answerCounters.add(ColumnCounter.over(column.values())));
  }

  void add(Batch batch, Scores scores) {
    if (!batch.fields().equals(seen)) {
      positions = inputs.stream().mapToInt(batch.fields()::require).toArray();
      seen = batch.fields();
    }
    for (int i = 0; i < positions.length; i++) {
      inputCounters.get(i).add(batch.column(positions[i]));
    }
    for (int output = 0; output < answerCounters.size(); output++) {
      for (int row = 0; row < scores.rows(); row++) {
        answerCounters.get(output).add(scores.score(row, output));
      }
    }
    rows += batch.rows();
  }

  long rows() {
    return rows;
  }

  TrafficWindow snapshot() {
    return new TrafficWindow(
        rows,
        columns(reference.inputs(), inputCounters),
        columns(reference.answers(), answerCounters));
  }

  private static List<WatchedColumn> columns(
      List<WatchedColumn> reference, List<ColumnCounter> counters) {
    return IntStream.range(0, counters.size())
        .mapToObj(i -> new WatchedColumn(reference.get(i).name(), counters.get(i).snapshot()))
        .toList();
  }
}

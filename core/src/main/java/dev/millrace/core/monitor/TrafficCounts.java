package dev.millrace.core.monitor;

import dev.millrace.column.Batch;
import dev.millrace.column.ColumnName;
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

  TrafficCounts(Reference reference) {
    this.reference = reference;
    this.inputs = reference.inputs().stream().map(WatchedColumn::name).toList();
    reference.inputs().forEach(column -> inputCounters.add(ColumnCounter.over(column.values())));
    reference.answers().forEach(column -> answerCounters.add(ColumnCounter.over(column.values())));
  }

  void add(Batch batch, Scores scores) {
    for (int i = 0; i < inputs.size(); i++) {
      inputCounters.get(i).add(batch.column(inputs.get(i)));
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

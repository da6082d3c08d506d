package dev.millrace.core.prepare;

import dev.millrace.column.Batch;
import dev.millrace.column.ColumnName;
import dev.millrace.spi.learn.Task;
import dev.millrace.spi.scan.Collector;
import dev.millrace.testkit.collect.CollectorContract;
import dev.millrace.testkit.table.RandomTables;
import dev.millrace.testkit.table.Tables;
import java.util.List;
import java.util.stream.IntStream;

/** Labels of two classes are summed exactly, whatever the parts and their merging. */
class FoldSumsTest extends CollectorContract<FoldSums.State> {
  @Override
  public Collector<FoldSums.State> collector() {
    Label label = new Label("y", "i > 5", Task.BINARY, List.of("false", "true"), "");
    return new FoldSums(
        new ColumnName("t"), List.of("a", "", "日本語"), new FoldRule.ByHash(5, 9), label);
  }

  @Override
  protected Batch table(int rows, long seed) {
    // The engine leaves out rows without a label before anything is summed.
    Batch table = RandomTables.batch(Tables.fields("i int64", "t utf8"), 2 * rows, seed);
    int[] labelled =
        IntStream.range(0, 2 * rows)
            .filter(row -> !table.column(0).isMissing(row))
            .limit(rows)
            .toArray();
    return table.select(labelled);
  }
}

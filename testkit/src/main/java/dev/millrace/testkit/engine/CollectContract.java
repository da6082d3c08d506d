package dev.millrace.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.column.Batch;
import dev.millrace.column.ColumnName;
import dev.millrace.spi.data.DataCut;
import dev.millrace.spi.scan.Scan;
import dev.millrace.testkit.table.RandomTables;
import dev.millrace.testkit.table.Tables;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Collecting: every row once, in order within its part, merged along the fixed tree. */
public interface CollectContract extends EngineFixture {
  /** Collects with 1, 2 and 3 threads and expects what the reference engine finds. */
  private void sameTrace(Batch table, List<ColumnName> columns, List<KeepEvery> filters) {
    ReferenceEngine reference = new ReferenceEngine();
    DataCut theirs = reference.write(table.fields(), List.of(table)).cut();
    DataCut ours = cut(table);
    String expected = reference.collect(scan(theirs, columns, filters), new RowTrace()).toString();
    for (int threads = 1; threads <= 3; threads++) {
      RowTrace.Seen seen = engine(threads).collect(scan(ours, columns, filters), new RowTrace());
      assertThat(seen).as("%d threads", threads).hasToString(expected);
    }
  }

  private static Scan scan(DataCut cut, List<ColumnName> columns, List<KeepEvery> filters) {
    return new Scan(cut, columns, List.copyOf(filters));
  }

  private static List<ColumnName> names(Batch table) {
    return table.fields().asList().stream().map(field -> field.name()).toList();
  }

  @Test
  default void everyTypeIsReadAsItWasWritten() {
    Batch table = RandomTables.batch(RandomTables.everyType(), 700, 11);
    sameTrace(table, names(table), List.of());
  }

  @Test
  default void partsMergeAlongTheFixedTree() {
    Batch table = RandomTables.batch(RandomTables.few(), 300_000, 12);
    sameTrace(table, names(table), List.of());
  }

  @Test
  default void noRowsGiveTheFreshState() {
    Batch table = RandomTables.batch(RandomTables.everyType(), 0, 13);
    sameTrace(table, names(table), List.of());
  }

  @Test
  default void oneRowIsATable() {
    Batch table = RandomTables.batch(RandomTables.everyType(), 1, 14);
    sameTrace(table, names(table), List.of());
  }

  @Test
  default void columnsComeInTheOrderAskedFor() {
    Batch table = RandomTables.batch(RandomTables.everyType(), 20, 15);
    sameTrace(table, names(table).reversed(), List.of());
    sameTrace(table, List.of(new ColumnName("t"), new ColumnName("b")), List.of());
  }

  @Test
  default void noColumnsStillHaveRows() {
    Batch table = RandomTables.batch(RandomTables.few(), 1500, 16);
    sameTrace(table, List.of(), List.of());
  }

  @Test
  default void filtersKeepTheSameRows() {
    Batch table = RandomTables.batch(RandomTables.few(), 150_000, 17);
    ColumnName number = new ColumnName("i");
    List<ColumnName> text = List.of(new ColumnName("t"));
    sameTrace(table, text, List.of(new KeepEvery(number, 3)));
    sameTrace(table, text, List.of(new KeepEvery(number, 3), new KeepEvery(number, 2)));
    sameTrace(table, text, List.of(new KeepEvery(number, Long.MAX_VALUE)));
  }

  @Test
  default void namesMayHoldAnything() {
    Batch table =
        Tables.columns("a b int64", "\"q\" utf8", "select float64", "Ü' utf8", "A int64", "a int64")
            .row(1, "x", 2.5, "y", 3, 4)
            .batch();
    sameTrace(table, names(table), List.of());
  }

  @Test
  default void manyColumnsAreRead() {
    String[] columns = new String[2_000];
    for (int i = 0; i < columns.length; i++) {
      columns[i] = "c" + i + (i % 2 == 0 ? " float64" : " utf8");
    }
    Batch table = RandomTables.batch(Tables.fields(columns), 30, 18);
    sameTrace(table, names(table), List.of());
  }
}

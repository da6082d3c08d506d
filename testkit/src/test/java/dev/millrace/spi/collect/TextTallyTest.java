package dev.millrace.spi.collect;

import dev.millrace.column.Batch;
import dev.millrace.column.ColumnName;
import dev.millrace.spi.scan.Collector;
import dev.millrace.testkit.collect.CollectorContract;
import dev.millrace.testkit.table.RandomTables;
import dev.millrace.testkit.table.Tables;

class TextTallyTest extends CollectorContract<TextTally.State> {
  @Override
  public Collector<TextTally.State> collector() {
    return new TextTally(new ColumnName("x"));
  }

  @Override
  protected Batch table(int rows, long seed) {
    return RandomTables.batch(Tables.fields("x utf8"), rows, seed);
  }
}

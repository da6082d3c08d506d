package dev.millrace.spi.collect;

import dev.millrace.column.Batch;
import dev.millrace.column.ColumnName;
import dev.millrace.spi.scan.Collector;
import dev.millrace.testkit.collect.CollectorContract;
import dev.millrace.testkit.table.RandomTables;
import dev.millrace.testkit.table.Tables;

class LongTallyTest extends CollectorContract<LongTally.State> {
  @Override
  public Collector<LongTally.State> collector() {
    return new LongTally(new ColumnName("x"));
  }

  @Override
  protected Batch table(int rows, long seed) {
    return RandomTables.batch(Tables.fields("x int64"), rows, seed);
  }
}

package dev.millrace.spi.collect;

import dev.millrace.column.Batch;
import dev.millrace.column.ColumnName;
import dev.millrace.spi.scan.Collector;
import dev.millrace.testkit.collect.CollectorContract;
import dev.millrace.testkit.table.RandomTables;
import dev.millrace.testkit.table.Tables;

class BoolTallyTest extends CollectorContract<BoolTally.State> {
  @Override
  public Collector<BoolTally.State> collector() {
    return new BoolTally(new ColumnName("x"));
  }

  @Override
  protected Batch table(int rows, long seed) {
    return RandomTables.batch(Tables.fields("x bool"), rows, seed);
  }
}

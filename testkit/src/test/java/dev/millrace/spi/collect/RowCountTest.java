package dev.millrace.spi.collect;

import dev.millrace.column.Batch;
import dev.millrace.spi.scan.Collector;
import dev.millrace.testkit.collect.CollectorContract;
import dev.millrace.testkit.table.RandomTables;
import dev.millrace.testkit.table.Tables;

class RowCountTest extends CollectorContract<RowCount.State> {
  @Override
  public Collector<RowCount.State> collector() {
    return new RowCount();
  }

  @Override
  protected Batch table(int rows, long seed) {
    return RandomTables.batch(Tables.fields("x bool"), rows, seed);
  }
}

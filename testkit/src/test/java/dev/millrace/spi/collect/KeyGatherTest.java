package dev.millrace.spi.collect;

import dev.millrace.column.Batch;
import dev.millrace.column.ColumnName;
import dev.millrace.spi.scan.Collector;
import dev.millrace.testkit.collect.CollectorContract;
import dev.millrace.testkit.table.RandomTables;
import dev.millrace.testkit.table.Tables;

class KeyGatherTest extends CollectorContract<KeyGather.State> {
  @Override
  public Collector<KeyGather.State> collector() {
    return new KeyGather(new ColumnName("x"), 0, new long[] {0});
  }

  @Override
  protected Batch table(int rows, long seed) {
    return RandomTables.batch(Tables.fields("x float64"), rows, seed);
  }
}

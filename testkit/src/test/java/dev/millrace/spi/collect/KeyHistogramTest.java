package dev.millrace.spi.collect;

import dev.millrace.column.Batch;
import dev.millrace.column.ColumnName;
import dev.millrace.spi.scan.Collector;
import dev.millrace.testkit.collect.CollectorContract;
import dev.millrace.testkit.table.RandomTables;
import dev.millrace.testkit.table.Tables;

class KeyHistogramTest extends CollectorContract<KeyHistogram.State> {
  @Override
  public Collector<KeyHistogram.State> collector() {
    return new KeyHistogram(new ColumnName("x"), 12, new long[] {0x400, 0xc00});
  }

  @Override
  protected Batch table(int rows, long seed) {
    return RandomTables.batch(Tables.fields("x float64"), rows, seed);
  }
}

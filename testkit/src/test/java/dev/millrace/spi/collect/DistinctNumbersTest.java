package dev.millrace.spi.collect;

import dev.millrace.column.Batch;
import dev.millrace.column.ColumnName;
import dev.millrace.spi.scan.Collector;
import dev.millrace.testkit.collect.CollectorContract;
import dev.millrace.testkit.table.RandomTables;
import dev.millrace.testkit.table.Tables;

class DistinctNumbersTest extends CollectorContract<DistinctNumbers.State> {
  @Override
  public Collector<DistinctNumbers.State> collector() {
    return new DistinctNumbers(new ColumnName("x"), 10_000);
  }

  @Override
  protected Batch table(int rows, long seed) {
    return RandomTables.batch(Tables.fields("x float64"), rows, seed);
  }
}

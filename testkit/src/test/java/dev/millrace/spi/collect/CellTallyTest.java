package dev.millrace.spi.collect;

import dev.millrace.column.Batch;
import dev.millrace.column.ColumnName;
import dev.millrace.spi.scan.Collector;
import dev.millrace.testkit.collect.CollectorContract;
import dev.millrace.testkit.table.RandomTables;
import dev.millrace.testkit.table.Tables;

class CellTallyTest extends CollectorContract<CellTally.State> {
  @Override
  public Collector<CellTally.State> collector() {
    return new CellTally(new ColumnName("x"));
  }

  @Override
  protected Batch table(int rows, long seed) {
    return RandomTables.batch(Tables.fields("x vector(3)"), rows, seed);
  }
}

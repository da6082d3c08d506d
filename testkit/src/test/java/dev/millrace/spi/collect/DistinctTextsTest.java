package dev.millrace.spi.collect;

import dev.millrace.column.Batch;
import dev.millrace.column.ColumnName;
import dev.millrace.spi.scan.Collector;
import dev.millrace.testkit.collect.CollectorContract;
import dev.millrace.testkit.table.RandomTables;
import dev.millrace.testkit.table.Tables;

class DistinctTextsTest extends CollectorContract<DistinctTexts.State> {
  @Override
  public Collector<DistinctTexts.State> collector() {
    return new DistinctTexts(new ColumnName("x"), 10_000);
  }

  @Override
  protected Batch table(int rows, long seed) {
    return RandomTables.batch(Tables.fields("x utf8"), rows, seed);
  }
}

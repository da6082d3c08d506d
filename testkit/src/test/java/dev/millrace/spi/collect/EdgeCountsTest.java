package dev.millrace.spi.collect;

import dev.millrace.column.Batch;
import dev.millrace.column.ColumnName;
import dev.millrace.histogram.Edges;
import dev.millrace.spi.scan.Collector;
import dev.millrace.testkit.collect.CollectorContract;
import dev.millrace.testkit.table.RandomTables;
import dev.millrace.testkit.table.Tables;

class EdgeCountsTest extends CollectorContract<EdgeCounts.State> {
  @Override
  public Collector<EdgeCounts.State> collector() {
    return new EdgeCounts(new ColumnName("x"), Edges.of(-500, -1, 0, 2, 2.5, 100, 900));
  }

  @Override
  protected Batch table(int rows, long seed) {
    return RandomTables.batch(Tables.fields("x float64"), rows, seed);
  }
}

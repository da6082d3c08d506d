package dev.millrace.spi.collect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.column.Batch;
import dev.millrace.column.ColumnName;
import dev.millrace.spi.data.DataCut;
import dev.millrace.spi.scan.Collector;
import dev.millrace.spi.scan.CollectorLaw;
import dev.millrace.spi.scan.Scan;
import dev.millrace.testkit.collect.CollectorContract;
import dev.millrace.testkit.engine.ReferenceEngine;
import dev.millrace.testkit.table.RandomTables;
import java.util.List;
import org.junit.jupiter.api.Test;

class TogetherTest extends CollectorContract<Together.States> {
  @Override
  public Collector<Together.States> collector() {
    TogetherBuilder together = new TogetherBuilder();
    together.add(new RowCount());
    together.add(new DistinctTexts(new ColumnName("t"), 100));
    together.add(new DistinctNumbers(new ColumnName("f"), 100));
    together.add(new DoubleTally(new ColumnName("f")));
    return together.build();
  }

  @Override
  protected Batch table(int rows, long seed) {
    return RandomTables.batch(RandomTables.few(), rows, seed);
  }

  @Test
  void eachSlotFindsItsState() {
    TogetherBuilder together = new TogetherBuilder();
    Together.Slot<RowCount.State> rows = together.add(new RowCount());
    Together.Slot<CellTally.State> cells = together.add(new CellTally(new ColumnName("t")));
    ReferenceEngine engine = new ReferenceEngine();
    Batch table = table(2_000, 1);
    DataCut cut = engine.write(table.fields(), List.of(table)).cut();
    Together.States states = engine.collect(Scan.all(cut), together.build());
    assertThat(states.at(rows).rows()).isEqualTo(2_000);
    assertThat(states.at(cells).missing())
        .isEqualTo(table.column(new ColumnName("t")).missingCount());
  }

  @Test
  void theWeakestLawHolds() {
    TogetherBuilder together = new TogetherBuilder();
    together.add(new RowCount());
    together.add(new Moments(new ColumnName("f")));
    together.add(new DistinctTexts(new ColumnName("t"), 100));
    CollectorLaw law = together.build().law();
    assertThat(law.exactness()).isEqualTo(CollectorLaw.Exactness.ORDER_FIXED);
    assertThat(law.relativeError()).isEqualTo(1e-9);
    assertThat(law.atBound()).isEqualTo(CollectorLaw.AtBound.SKETCH);
  }
}

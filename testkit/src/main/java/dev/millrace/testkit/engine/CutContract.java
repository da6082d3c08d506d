package dev.millrace.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.column.Batch;
import dev.millrace.column.Fields;
import dev.millrace.spi.data.DataCut;
import dev.millrace.spi.data.Part;
import dev.millrace.spi.engine.Landed;
import dev.millrace.testkit.table.RandomTables;
import dev.millrace.testkit.table.Tables;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Cuts: parts of fixed size whose digest depends on fields, content and order alone. */
public interface CutContract extends EngineFixture {
  @Test
  default void aCutHasTheDigestOfItsContent() {
    for (int rows : new int[] {0, 1, 2, 500}) {
      Batch table = RandomTables.batch(RandomTables.everyType(), rows, rows);
      DataCut expected = new ReferenceEngine().write(table.fields(), List.of(table)).cut();
      assertThat(cut(table).digest()).isEqualTo(expected.digest());
    }
  }

  @Test
  default void batchesDoNotShowInTheCut() {
    Batch table = RandomTables.batch(RandomTables.everyType(), 400, 7);
    DataCut whole = cut(table);
    DataCut split = cut(table.fields(), RandomTables.split(table, 30, 8));
    assertThat(split.digest()).isEqualTo(whole.digest());
  }

  @Test
  default void partsHaveTheFixedSize() {
    Batch table = RandomTables.batch(Tables.fields("i int64"), 300_000, 1);
    DataCut cut = cut(table.fields(), RandomTables.split(table, 50_000, 2));
    assertThat(cut.parts())
        .extracting(Part::rows)
        .containsExactly(DataCut.ROWS_PER_PART, DataCut.ROWS_PER_PART, 300_000 - (1 << 18));
    DataCut expected = new ReferenceEngine().write(table.fields(), List.of(table)).cut();
    assertThat(cut.digest()).isEqualTo(expected.digest());
  }

  @Test
  default void anotherValueNameOrTypeIsAnotherDigest() {
    Batch table = Tables.columns("a int64").row(1).row(2).batch();
    assertThat(
            List.of(
                cut(table).digest(),
                cut(Tables.columns("a int64").row(2).row(1).batch()).digest(),
                cut(Tables.columns("a int64").row(1).batch()).digest(),
                cut(Tables.columns("b int64").row(1).row(2).batch()).digest(),
                cut(Tables.columns("a instant").row(1).row(2).batch()).digest(),
                cut(Tables.columns("a int64").row(1).row((Object) null).batch()).digest()))
        .doesNotHaveDuplicates();
  }

  @Test
  default void aTableWithoutRowsHasNoParts() {
    Landed landed = landing().write(RandomTables.everyType(), List.of());
    assertThat(landed.cut().parts()).isEmpty();
    assertThat(landed.cut().fields()).isEqualTo(RandomTables.everyType());
    assertThat(landed.ledger().read()).isZero();
  }

  @Test
  default void theLedgerCountsWhatWasWritten() {
    Fields fields = RandomTables.few();
    Landed landed = landing().write(fields, List.of(RandomTables.batch(fields, 9, 3)));
    assertThat(landed.ledger().read()).isEqualTo(9);
    assertThat(landed.ledger().landed()).isEqualTo(9);
    assertThat(landed.quarantine()).isEmpty();
    assertThat(landed.examples()).isEmpty();
    assertThat(landed.sourceColumns())
        .isEqualTo(fields.asList().stream().map(field -> field.name()).toList());
  }
}

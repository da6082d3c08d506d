package dev.millrace.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.column.Batch;
import dev.millrace.column.ColumnName;
import dev.millrace.column.ColumnType;
import dev.millrace.column.Field;
import dev.millrace.column.Fields;
import dev.millrace.column.LongColumn;
import dev.millrace.column.Validity;
import dev.millrace.spi.data.DataCut;
import dev.millrace.spi.data.RowBatch;
import dev.millrace.spi.engine.Widening;
import dev.millrace.spi.scan.ColumnPass;
import dev.millrace.spi.scan.SampleSize;
import dev.millrace.spi.scan.Scan;
import dev.millrace.spi.scan.SortOrder;
import dev.millrace.testkit.table.RandomTables;
import dev.millrace.testkit.table.Tables;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Wider cuts: the same rows in the same order under the same names, with more columns. */
public interface WideningContract extends EngineFixture {
  /** What adds columns to these cuts. */
  Widening widening();

  /** Numbers rows in the order it sees them. */
  final class Ranks implements ColumnPass {
    private final ColumnName name;
    private long seen;

    Ranks(String name) {
      this.name = new ColumnName(name);
    }

    @Override
    public Fields fields() {
      return new Fields(List.of(new Field(name, ColumnType.INT64)));
    }

    @Override
    public Batch next(RowBatch rows) {
      assertThat(rows.rows()).isPositive();
      long[] ranks = new long[rows.rows()];
      for (int row = 0; row < ranks.length; row++) {
        ranks[row] = seen++;
      }
      Validity all = Validity.all(ranks.length);
      return new Batch(
          fields(), List.of(LongColumn.owning(ColumnType.INT64, ranks, all)), ranks.length);
    }
  }

  private static SortOrder order(String... keys) {
    return new SortOrder(Arrays.stream(keys).map(ColumnName::new).toList());
  }

  private List<String> lines(DataCut cut) {
    return PassTrace.lines(engine(1).sample(Scan.all(cut), new SampleSize(1_000_000, 0)));
  }

  private void sameAsReference(Batch table, String... keys) {
    DataCut cut = cut(table);
    DataCut wide = widening().widen(Scan.all(cut), order(keys), new Ranks("rank"));
    ReferenceEngine reference = new ReferenceEngine();
    DataCut theirs = reference.write(table.fields(), List.of(table)).cut();
    DataCut expected = reference.widen(Scan.all(theirs), order(keys), new Ranks("rank"));
    assertThat(wide.digest()).isEqualTo(expected.digest());
    assertThat(engine(2).collect(Scan.all(wide), new RowTrace()).toString())
        .as("identities and values")
        .isEqualTo(reference.collect(Scan.all(expected), new RowTrace()).toString());
    assertThat(engine(2).collect(Scan.of(wide, names(table)), new RowTrace()).toString())
        .as("what was there stays, with its identities")
        .isEqualTo(engine(2).collect(Scan.all(cut), new RowTrace()).toString());
  }

  private static List<ColumnName> names(Batch table) {
    return table.fields().asList().stream().map(Field::name).toList();
  }

  @Test
  default void theNewColumnFollowsTheOrder() {
    Batch table = Tables.columns("k int64").row(4).row((Object) null).row(3).row(4).batch();
    assertThat(lines(widening().widen(Scan.all(cut(table)), order("k"), new Ranks("rank"))))
        .containsExactly("0/0 [4, 2]", "0/1 [null, 0]", "0/2 [3, 1]", "0/3 [4, 3]");
  }

  @Test
  default void rowsLeftOutHaveNoValue() {
    Batch table = Tables.columns("k int64").row(4).row(3).row(2).row((Object) null).batch();
    Scan scan = Scan.all(cut(table)).where(new KeepEvery(new ColumnName("k"), 2));
    assertThat(lines(widening().widen(scan, order("k"), new Ranks("rank"))))
        .containsExactly("0/0 [4, 1]", "0/1 [3, null]", "0/2 [2, 0]", "0/3 [null, null]");
  }

  @Test
  default void everyTypeIsKept() {
    sameAsReference(RandomTables.batch(RandomTables.everyType(), 3000, 31), "t", "f");
  }

  @Test
  default void manyPartsAreWidened() {
    sameAsReference(
        RandomTables.batch(Tables.fields("i int64", "f float64"), 140_000, 32), "i", "f");
  }

  @Test
  default void noRowsNoParts() {
    Batch table = RandomTables.batch(RandomTables.few(), 0, 33);
    DataCut wide = widening().widen(Scan.all(cut(table)), order("i"), new Ranks("rank"));
    assertThat(wide.parts()).isEmpty();
    assertThat(wide.fields().size()).isEqualTo(4);
  }

  @Test
  default void aTakenNameIsRefused() {
    Batch table = Tables.columns("k int64").row(1).batch();
    assertThatThrownBy(() -> widening().widen(Scan.all(cut(table)), order("k"), new Ranks("k")))
        .isInstanceOf(IllegalArgumentException.class);
  }
}

package dev.millrace.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.column.Batch;
import dev.millrace.column.ColumnName;
import dev.millrace.column.Field;
import dev.millrace.spi.data.DataCut;
import dev.millrace.spi.scan.Scan;
import dev.millrace.spi.scan.SortOrder;
import dev.millrace.testkit.table.RandomTables;
import dev.millrace.testkit.table.Tables;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Ordered passes: one total order, the same on every engine. */
public interface OrderedContract extends EngineFixture {
  private List<String> sorted(Batch table, String... keys) {
    return engine(2).ordered(Scan.all(cut(table)), order(keys), new PassTrace());
  }

  private static SortOrder order(String... keys) {
    return new SortOrder(Arrays.stream(keys).map(ColumnName::new).toList());
  }

  private void sameOrder(Batch table, String... keys) {
    ReferenceEngine reference = new ReferenceEngine();
    DataCut theirs = reference.write(table.fields(), List.of(table)).cut();
    assertThat(sorted(table, keys))
        .isEqualTo(reference.ordered(Scan.all(theirs), order(keys), new PassTrace()));
  }

  @Test
  default void missingComesFirstAndNotANumberLast() {
    Batch table =
        Tables.columns("f float64")
            .row(1.5)
            .row(Double.NaN)
            .row((Object) null)
            .row(Double.POSITIVE_INFINITY)
            .row(Double.NEGATIVE_INFINITY)
            .row(-2.0)
            .batch();
    assertThat(sorted(table, "f"))
        .containsExactly(
            "0/2 [null]",
            "0/4 [-Infinity]",
            "0/5 [-2.0]",
            "0/0 [1.5]",
            "0/3 [Infinity]",
            "0/1 [NaN]");
  }

  @Test
  default void zerosOfBothSignsAreEqual() {
    Batch table = Tables.columns("f float64").row(0.0).row(-0.0).row(0.0).row(-1.0).batch();
    assertThat(sorted(table, "f"))
        .containsExactly("0/3 [-1.0]", "0/0 [0.0]", "0/1 [-0.0]", "0/2 [0.0]");
  }

  @Test
  default void textSortsByItsBytes() {
    Batch table =
        Tables.columns("t utf8")
            .row("b")
            .row("ab")
            .row("")
            .row("a")
            .row("B")
            .row("ä")
            .row("\ud83d\ude00")
            .row("\uffff")
            .row((Object) null)
            .batch();
    assertThat(sorted(table, "t"))
        .containsExactly(
            "0/8 [null]",
            "0/2 []",
            "0/4 [B]",
            "0/3 [a]",
            "0/1 [ab]",
            "0/0 [b]",
            "0/5 [ä]",
            "0/7 [\uffff]",
            "0/6 [\ud83d\ude00]");
  }

  @Test
  default void tiesKeepTheOrderOfTheSource() {
    Batch table =
        Tables.columns("k int64", "t utf8")
            .row(2, "x")
            .row(1, "z")
            .row(2, "y")
            .row(1, "a")
            .row(null, "q")
            .batch();
    assertThat(sorted(table, "k"))
        .containsExactly("0/4 [null, q]", "0/1 [1, z]", "0/3 [1, a]", "0/0 [2, x]", "0/2 [2, y]");
    assertThat(sorted(table, "k", "t"))
        .containsExactly("0/4 [null, q]", "0/3 [1, a]", "0/1 [1, z]", "0/0 [2, x]", "0/2 [2, y]");
  }

  @Test
  default void everyTypeThatHasAnOrderSorts() {
    Batch table = RandomTables.batch(RandomTables.everyType(), 400, 21);
    for (Field field : table.fields()) {
      if (!field.type().text().startsWith("list") && !field.type().text().startsWith("vector")) {
        sameOrder(table, field.name().value());
      }
    }
    sameOrder(table, "b", "t", "f");
    sameOrder(table);
  }

  @Test
  default void largeTablesSort() {
    sameOrder(RandomTables.batch(Tables.fields("i int64", "f float64"), 200_000, 22), "i", "f");
  }

  @Test
  default void keysNeedNotBeRead() {
    Batch table = Tables.columns("k int64", "t utf8").row(2, "x").row(1, "y").batch();
    Scan scan = Scan.of(cut(table), List.of(new ColumnName("t")));
    assertThat(engine(1).ordered(scan, order("k"), new PassTrace()))
        .containsExactly("0/1 [y]", "0/0 [x]");
  }

  @Test
  default void filtersComeBeforeSorting() {
    Batch table = Tables.columns("k int64").row(4).row(3).row(2).row((Object) null).batch();
    Scan scan = Scan.all(cut(table)).where(new KeepEvery(new ColumnName("k"), 2));
    assertThat(engine(2).ordered(scan, order("k"), new PassTrace()))
        .containsExactly("0/2 [2]", "0/0 [4]");
  }

  @Test
  default void noRowsOnlyFinish() {
    assertThat(sorted(RandomTables.batch(RandomTables.few(), 0, 23), "i")).isEmpty();
  }
}

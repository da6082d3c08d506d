package dev.millrace.spi.collect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.millrace.column.Batch;
import dev.millrace.column.ColumnName;
import dev.millrace.column.ColumnType;
import dev.millrace.column.Fields;
import dev.millrace.column.LongColumn;
import dev.millrace.column.Validity;
import dev.millrace.spi.scan.Collector;
import dev.millrace.testkit.collect.CollectorContract;
import dev.millrace.testkit.table.Cells;
import dev.millrace.testkit.table.RandomTables;
import dev.millrace.testkit.table.Tables;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class DistinctValuesTest {
  private static final ColumnName X = new ColumnName("x");

  private static <S> S collect(Collector<S> collector, Batch table) {
    S state = collector.fresh();
    collector.add(state, CollectorContract.rows(table));
    return state;
  }

  private static DistinctNumbers.State numbers(Batch table, int most) {
    return collect(new DistinctNumbers(X, most), table);
  }

  private static Batch integers(LongStream values) {
    long[] array = values.toArray();
    return new Batch(
        Tables.fields("x int64"),
        List.of(LongColumn.owning(ColumnType.INT64, array, Validity.all(array.length))),
        array.length);
  }

  @Test
  void countsAgreeWithAMap() {
    for (String type : List.of("utf8", "blob-ref", "bool", "date", "int64", "decimal(30,4)")) {
      Batch table = RandomTables.batch(Tables.fields("x " + type), 2_000, 1);
      Map<Object, Long> exact = new HashMap<>();
      for (int row = 0; row < table.rows(); row++) {
        Object cell = Cells.at(table.column(0), row);
        if (cell != null) {
          exact.merge(cell, 1L, Long::sum);
        }
      }
      DistinctTexts.State texts = collect(new DistinctTexts(X, 5_000), table);
      assertThat(texts.isExact()).isTrue();
      assertThat(texts.distinct()).isEqualTo(exact.size());
      CategoryCounts.State categories =
          collect(new CategoryCounts(X, 5_000, CategoryCounts.Beyond.REFUSE), table);
      assertThat(categories.size()).isEqualTo(exact.size());
      assertThat(categories.top(5_000)).isEqualTo(texts.top(5_000));
      assertThat(texts.top(5_000).stream().map(ValueCount::count).toList())
          .containsExactlyInAnyOrderElementsOf(exact.values())
          .isSortedAccordingTo((a, b) -> Long.compare(b, a));
      if (type.equals("utf8")) {
        texts
            .top(5_000)
            .forEach(value -> assertThat(exact).containsEntry(value.value(), value.count()));
      }
    }
  }

  @Test
  void numbersAreCountedByValue() {
    Batch table =
        Tables.columns("x float64")
            .row(-0.0)
            .row(0.0)
            .row(Double.NaN)
            .row(2.5)
            .row(-1.0)
            .row((Object) null)
            .row(2.5)
            .batch();
    DistinctNumbers.State state = numbers(table, 10);
    assertThat(state.distinct()).isEqualTo(3);
    assertThat(state.top(9, key -> String.valueOf(DistinctNumbers.doubleOf(key))))
        .containsExactly(
            new ValueCount("0.0", 2), new ValueCount("2.5", 2), new ValueCount("-1.0", 1));
  }

  @Test
  void smallDecimalsAreCountedExactly() {
    Batch table =
        Tables.columns("x decimal(18,2)").row("1.10").row("1.1").row("-9.99").row("0").batch();
    assertThat(numbers(table, 10).top(9, Long::toString))
        .containsExactly(
            new ValueCount("110", 2), new ValueCount("-999", 1), new ValueCount("0", 1));
  }

  @Test
  void estimatesAreCloseAndSaySo() {
    for (int distinct : new int[] {1_001, 5_000, 40_000, 1_000_000}) {
      DistinctNumbers.State state =
          numbers(integers(LongStream.range(0, distinct).map(i -> i * 1_000_003)), 1_000);
      assertThat(state.isExact()).isFalse();
      assertThat(state.top(5, Long::toString)).isEmpty();
      assertThat(state.distinct())
          .isCloseTo(distinct, within(Math.round(distinct * 4 * HyperLogLog.STANDARD_ERROR)));
    }
  }

  @Test
  void exactUpToTheBound() {
    assertThat(numbers(integers(LongStream.range(0, 1_000)), 1_000).isExact()).isTrue();
    assertThat(numbers(integers(LongStream.range(0, 1_001)), 1_000).isExact()).isFalse();
  }

  @Test
  void longTextsOutgrowTheBoundEarlier() {
    Tables table = Tables.columns("x utf8");
    for (int i = 0; i < 40; i++) {
      table.row("y".repeat(30_000) + i);
    }
    DistinctTexts.State state = collect(new DistinctTexts(X, 1_000), table.batch());
    assertThat(state.isExact()).isFalse();
    assertThat(state.distinct()).isEqualTo(40);
  }

  @Test
  void categoriesAreCanonicalText() {
    Fields fields = Tables.fields("x float64");
    Batch table = Tables.batch(fields, List.of(List.of(3.0), List.of(3.5), List.of(3.0)));
    CategoryCounts collector = new CategoryCounts(X, 10, CategoryCounts.Beyond.REFUSE);
    assertThat(collect(collector, table).top(10))
        .containsExactly(new ValueCount("3", 2), new ValueCount("3.5", 1));
  }

  @Test
  void listsHaveNoDistinctValues() {
    Batch table = RandomTables.batch(Tables.fields("x list<int64>"), 5, 1);
    org.assertj.core.api.Assertions.assertThatThrownBy(
            () -> collect(new DistinctTexts(X, 10), table))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("list<int64>");
  }
}

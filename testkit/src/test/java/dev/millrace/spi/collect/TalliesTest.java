package dev.millrace.spi.collect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.column.Batch;
import dev.millrace.column.ColumnName;
import dev.millrace.spi.scan.Collector;
import dev.millrace.testkit.collect.CollectorContract;
import dev.millrace.testkit.table.Tables;
import org.junit.jupiter.api.Test;

class TalliesTest {
  private static final ColumnName X = new ColumnName("x");

  private static <S> S collect(Collector<S> collector, Batch table) {
    S state = collector.fresh();
    collector.add(state, CollectorContract.rows(table));
    return state;
  }

  @Test
  void doublesAreCountedByKind() {
    DoubleTally.State state =
        collect(
            new DoubleTally(X),
            Tables.columns("x float64")
                .row(-0.0)
                .row(-2.0)
                .row(Double.NaN)
                .row(Double.NEGATIVE_INFINITY)
                .row(Double.POSITIVE_INFINITY)
                .row((Object) null)
                .batch());
    assertThat(state.rows()).isEqualTo(6);
    assertThat(state.missing()).isEqualTo(1);
    assertThat(state.nan()).isEqualTo(1);
    assertThat(state.negativeInfinity()).isEqualTo(1);
    assertThat(state.positiveInfinity()).isEqualTo(1);
    assertThat(state.finite()).isEqualTo(2);
    assertThat(state.zeros()).isEqualTo(1);
    assertThat(state.negatives()).isEqualTo(1);
    assertThat(state.min()).hasValue(-2);
    assertThat(1 / state.max().orElseThrow()).isEqualTo(Double.POSITIVE_INFINITY);
  }

  @Test
  void integersKeepTheirWholeRange() {
    LongTally.State state =
        collect(
            new LongTally(X),
            Tables.columns("x int64").row(Long.MAX_VALUE).row(Long.MIN_VALUE).row(0).batch());
    assertThat(state.min()).hasValue(Long.MIN_VALUE);
    assertThat(state.max()).hasValue(Long.MAX_VALUE);
    assertThat(state.negatives()).isEqualTo(1);
    assertThat(state.zeros()).isEqualTo(1);
  }

  @Test
  void nothingHasNoRange() {
    Batch none = Tables.columns("x int64").row((Object) null).batch();
    assertThat(collect(new LongTally(X), none).min()).isEmpty();
    Batch nan = Tables.columns("x float64").row(Double.NaN).batch();
    assertThat(collect(new DoubleTally(X), nan).max()).isEmpty();
    Batch text = Tables.columns("x utf8").row((Object) null).batch();
    assertThat(collect(new TextTally(X), text).min()).isEmpty();
    assertThat(collect(new TextTally(X), text).longest()).isEmpty();
  }

  @Test
  void textLengthsAreCodePoints() {
    TextTally.State state =
        collect(
            new TextTally(X),
            Tables.columns("x utf8")
                .row("")
                .row("äöü")
                .row("\ud83d\ude00")
                .row("abcdefghijk")
                .batch());
    assertThat(state.empty()).isEqualTo(1);
    assertThat(state.shortest()).hasValue(0);
    assertThat(state.longest()).hasValue(11);
    assertThat(state.totalLength()).isEqualTo(15);
    assertThat(state.min()).hasValue("");
    assertThat(state.max()).hasValue("\ud83d\ude00");
  }

  @Test
  void longTextsAreCutBetweenCodePoints() {
    String longest = "a".repeat(255) + "ä" + "b".repeat(50);
    TextTally.State state =
        collect(new TextTally(X), Tables.columns("x utf8").row(longest).batch());
    assertThat(state.max()).hasValue("a".repeat(255));
    String whole = "a".repeat(254) + "ä" + "b";
    assertThat(collect(new TextTally(X), Tables.columns("x utf8").row(whole).batch()).max())
        .hasValue("a".repeat(254) + "ä");
    String exactly = "€".repeat(85) + "x";
    assertThat(collect(new TextTally(X), Tables.columns("x utf8").row(exactly).batch()).max())
        .hasValue(exactly);
  }

  @Test
  void textSortsByUnsignedBytes() {
    TextTally.State state =
        collect(
            new TextTally(X),
            Tables.columns("x utf8")
                .row("b")
                .row("\u00ff")
                .row("abcdefghi")
                .row("abcdefgh")
                .batch());
    assertThat(state.min()).hasValue("abcdefgh");
    assertThat(state.max()).hasValue("\u00ff");
  }

  @Test
  void listLengthsCountMissingElements() {
    ListTally.State state =
        collect(
            new ListTally(X),
            Tables.columns("x list<int64>")
                .row(java.util.Arrays.asList(1L, null, 3L))
                .row(java.util.List.of())
                .row((Object) null)
                .batch());
    assertThat(state.missing()).isEqualTo(1);
    assertThat(state.empty()).isEqualTo(1);
    assertThat(state.elements()).isEqualTo(3);
    assertThat(state.shortest()).hasValue(0);
    assertThat(state.longest()).hasValue(3);
  }
}

package dev.millrace.core.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.millrace.column.Batch;
import dev.millrace.column.ColumnName;
import dev.millrace.core.config.Position;
import dev.millrace.core.config.Problems;
import dev.millrace.core.config.Section;
import dev.millrace.core.config.YamlReader;
import dev.millrace.core.prepare.AcceptedRows;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.MillraceException;
import dev.millrace.spi.data.DataCut;
import dev.millrace.spi.scan.RowFilter;
import dev.millrace.spi.scan.SampleSize;
import dev.millrace.spi.scan.Scan;
import dev.millrace.testkit.engine.ReferenceEngine;
import dev.millrace.testkit.table.Cells;
import dev.millrace.testkit.table.Tables;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a history gives in the cases people ask about, and what it refuses. */
class HistoryTest {
  private static final ColumnName TIME = new ColumnName("t");

  private static HistorySettings settings(String yaml) {
    Problems problems = new Problems();
    HistorySettings settings;
    try (Section section = Section.at("history", YamlReader.read("p.yaml", yaml), problems)) {
      settings = HistorySettings.read(section, Optional.of(TIME));
    }
    problems.throwIfAny();
    return settings;
  }

  private static List<@Nullable Object> column(Batch table, String yaml, RowFilter... filters) {
    ReferenceEngine engine = new ReferenceEngine();
    DataCut cut = engine.write(table.fields(), List.of(table)).cut();
    DataCut wide = new HistoryMaker(settings(yaml), engine).make(cut, List.of(filters));
    Batch rows = engine.sample(Scan.all(wide), new SampleSize(1000, 0)).values();
    List<@Nullable Object> cells = new ArrayList<>();
    for (int row = 0; row < rows.rows(); row++) {
      cells.add(Cells.at(rows.column(new ColumnName("x")), row));
    }
    return cells;
  }

  private static Batch hours() {
    return Tables.columns("t int64", "k utf8", "v float64")
        .row(3, "a", 4.0)
        .row(1, "a", 1.0)
        .row(2, "a", null)
        .row(2, "b", 10.0)
        .row(5, "b", Double.NaN)
        .row(9, "b", 12.0)
        .row(null, "a", 50.0)
        .row(4, null, 60.0)
        .batch();
  }

  @Test
  void aLagIsTheValueSoManyRowsBack() {
    assertThat(column(hours(), "{by: k, columns: {x: {lag: v}}}"))
        .containsExactly(null, null, 1.0, null, 10.0, Double.NaN, null, null);
    assertThat(column(hours(), "{by: k, columns: {x: {lag: v, rows: 2}}}"))
        .containsExactly(1.0, null, null, null, null, 10.0, null, null);
  }

  @Test
  void withoutASeriesAllRowsAreOne() {
    assertThat(column(hours(), "columns: {x: {count: v, over: 100 rows}}"))
        .containsExactly(2L, 0L, 1L, 1L, 4L, 5L, null, 3L);
  }

  @Test
  void rowsOfOneTimeDoNotSeeEachOther() {
    Batch table =
        Tables.columns("t int64", "v int64").row(1, 5).row(1, 7).row(2, 1).row(2, 2).batch();
    assertThat(column(table, "columns: {x: {sum: v, over: 10 rows}}"))
        .containsExactly(null, null, 12.0, 12.0);
  }

  @Test
  void missingValuesArePassedOverAndNotANumberStaysWhileInside() {
    assertThat(column(hours(), "{by: k, columns: {x: {mean: v, over: 2 rows}}}"))
        .containsExactly(1.0, null, 1.0, null, 10.0, Double.NaN, null, null);
    assertThat(column(hours(), "{by: k, columns: {x: {max: v, over: 3s}}}"))
        .containsExactly(1.0, null, 1.0, null, 10.0, null, null, null);
    assertThat(column(hours(), "{by: k, columns: {x: {count: v, over: 3s}}}"))
        .containsExactly(1L, 0L, 1L, 0L, 1L, 0L, null, null);
  }

  @Test
  void aWindowOfTimeEndsBeforeTheRowAndHoldsItsOwnStart() {
    Batch table =
        Tables.columns("t date", "v int64").row(0, 1).row(1, 2).row(7, 4).row(8, 8).batch();
    assertThat(column(table, "columns: {x: {sum: v, over: 7d}}"))
        .containsExactly(null, 1.0, 3.0, 6.0);
  }

  @Test
  void severalColumnsTellTheOrder() {
    Batch table =
        Tables.columns("t date", "h int64", "v int64")
            .row(1, 0, 3)
            .row(0, 23, 2)
            .row(0, 22, 1)
            .batch();
    assertThat(column(table, "{order: [t, h], columns: {x: {lag: v}}}"))
        .containsExactly(2L, 1L, null);
  }

  @Test
  void rowsValidationRefusedAreSeenByNobody() {
    assertThat(
            column(
                hours(),
                "{by: k, columns: {x: {lag: v, rows: 2}}}",
                new AcceptedRows(List.of("t = 1"))))
        .containsExactly(null, null, null, null, null, 10.0, null, null);
  }

  @Test
  void everyStepThatDoesNotFitIsNamed() {
    MillraceException failure =
        catchThrowableOfType(
            MillraceException.class,
            () ->
                column(
                    hours(),
                    """
                    columns:
                      v: {lag: t}
                      a: {lag: vv}
                      b: {mean: k, over: 2 rows}
                      c: {lag: k}
                      d: {sum: v, over: 1500ms}
                    """));
    assertThat(failure.problems()).hasSize(5);
    assertThat(failure.getMessage())
        .contains("history.columns.v", "found vv", "history.columns.b", "utf8", "seconds");
    refused("{order: v, columns: {x: {lag: t}}}", "does not tell an order");
    refused("{order: [t, t2], columns: {x: {lag: v}}}", "t2");
  }

  private static void refused(String yaml, String reason) {
    assertThatThrownBy(() -> column(hours(), yaml))
        .isInstanceOf(MillraceException.class)
        .hasMessageContaining(reason);
  }

  @Test
  void whatIsWrittenWrongIsRefusedWhenItIsRead() {
    refused("by: k", "history.columns");
    refused("columns: {x: {lag: v, mean: v, over: 2 rows}}", "one thing");
    refused("columns: {x: {rows: 3}}", "says what it is");
    refused("columns: {x: {mean: v}}", "over");
    refused("columns: {x: {mean: v, over: 2 weeks}}", "24 rows");
    refused("columns: {x: {lag: v, over: 7d}}", "no key 'history.columns.x.over'");
    refused("columns: {x: {lag: v, rows: 0}}", "from 1 to");
    refused("columns: {x: lag}", "a mapping such as");
    refused("columns: {x: {lag: v}}\nkey: a", "history.key");
    Problems problems = new Problems();
    HistorySettings none =
        HistorySettings.read(
            Section.at("history", YamlReader.read("p.yaml", "columns: {x: {lag: v}}"), problems),
            Optional.empty());
    assertThat(none.steps()).isEmpty();
    assertThatThrownBy(problems::throwIfAny).hasMessageContaining("needs an order");
  }

  @Test
  void aWindowThatHoldsTooMuchIsRefusedByName() {
    TableStep.Rolling step =
        new TableStep.Rolling(
            new ColumnName("x"),
            new ColumnName("v"),
            Aggregate.SUM,
            new Window.LastTime(Duration.ofDays(1)),
            new Series(List.of(), List.of(TIME)),
            new Position("p.yaml", 3, 4));
    TimeWindowMemory memory = new TimeWindowMemory(step, 86_400, 3);
    for (int i = 0; i < 3; i++) {
      memory.see(i, new Ties.Cell(i, true, 0));
    }
    assertThatThrownBy(() -> memory.see(3, new Ties.Cell(3, true, 0)))
        .isInstanceOfSatisfying(
            MillraceException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.MEMORY_LIMIT))
        .hasMessageContainingAll("p.yaml:3:4", "history.columns.x", "1d");
  }

  @Test
  void theSuppliesTellHowToMakeTheColumns() {
    assertThat(
            settings("{by: k, columns: {x: {lag: v, rows: 24}, y: {mean: v, over: 7d}}}")
                .supplies()
                .values())
        .extracting(supply -> supply.text())
        .containsExactly(
            "lag of v, 24 rows back among rows of the same k, in the order of t",
            "mean of v, 7d back among rows of the same k, in the order of t");
  }

  /** When this fails and the values are meant to change, the revision changes with the digest. */
  @Test
  void theRevisionIsHeldByWhatIsMade() {
    ReferenceEngine engine = new ReferenceEngine();
    DataCut cut = engine.write(hours().fields(), List.of(hours())).cut();
    String columns =
        "by: k\ncolumns: {x: {lag: v}, y: {mean: v, over: 2 rows}, z: {max: v, over: 3s}}";
    assertThat(
            HistoryMaker.REVISION
                + " "
                + new HistoryMaker(settings(columns), engine).make(cut, List.of()).digest().hex())
        .isEqualTo("1 dec30fad40156df2a28b749f60909a2ed4a9fd28e836de8064c060ba6c121ca9");
  }
}

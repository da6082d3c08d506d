package dev.millrace.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.column.ColumnType;
import dev.millrace.column.Fields;
import dev.millrace.spi.data.SourceFormat;
import dev.millrace.spi.engine.InferredColumn;
import dev.millrace.spi.engine.InferredTable;
import dev.millrace.spi.engine.Landed;
import dev.millrace.spi.engine.LandingColumn;
import dev.millrace.spi.engine.LandingColumn.TemporalForm;
import dev.millrace.spi.engine.LandingPlan;
import dev.millrace.spi.engine.ReadOptions;
import dev.millrace.testkit.table.Tables;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Columns and types of separated text, found by reading all of it. */
public interface InferenceContract extends LandingFixture {
  private Fields inferred(String text) {
    InferredTable table = landing().infer(csv(text), ReadOptions.DEFAULTS);
    assertThat(table.columns()).allSatisfy(column -> assertThat(column.reason()).isNotBlank());
    return new Fields(table.columns().stream().map(InferredColumn::field).toList());
  }

  private ColumnType type(String... values) {
    return inferred("x\n" + String.join("\n", values) + "\n").at(0).type();
  }

  @Test
  default void theNarrowestTypeIsFound() {
    assertThat(type("1", "-2", "3")).isEqualTo(ColumnType.INT64);
    assertThat(type("1", "2.5")).isEqualTo(ColumnType.FLOAT64);
    assertThat(type("1", "1e3")).isEqualTo(ColumnType.FLOAT64);
    assertThat(type("true", "False")).isEqualTo(ColumnType.BOOL);
    assertThat(type("2024-01-31", "1999-12-01")).isEqualTo(ColumnType.DATE);
    assertThat(type("2024-01-31T10:00:00", "2024-01-31 10:00:01"))
        .isEqualTo(ColumnType.LOCAL_DATETIME);
    assertThat(type("2024-01-31T10:00:00Z", "2024-01-31T10:00:00+01:00"))
        .isEqualTo(ColumnType.INSTANT);
    assertThat(type("1", "x")).isEqualTo(ColumnType.UTF8);
    assertThat(type("2024-01-31", "2024-02-30")).isEqualTo(ColumnType.UTF8);
  }

  @Test
  default void nothingIsLostByATypeThatIsTooNarrow() {
    assertThat(type("007", "010")).isEqualTo(ColumnType.UTF8);
    assertThat(type("12345678901234567890", "1")).isNotIn(ColumnType.INT64, ColumnType.FLOAT64);
  }

  @Test
  default void theLastRowCounts() {
    String numbers = "1\n".repeat(60_000);
    assertThat(inferred("x\n" + numbers + "y\n")).isEqualTo(Tables.fields("x utf8"));
    assertThat(inferred("x\n" + numbers + "0.5\n")).isEqualTo(Tables.fields("x float64"));
  }

  @Test
  default void marksThatStandForMissingAreNamed() {
    InferredColumn column =
        landing().infer(csv("x\n1\n?\n3\n"), ReadOptions.DEFAULTS).columns().get(0);
    assertThat(column.field()).isEqualTo(Tables.fields("x int64").at(0));
    assertThat(column.missingMarks()).containsExactly("?");
    assertThat(column.reason()).contains("?");
  }

  @Test
  default void emptyFieldsSayNothing() {
    assertThat(inferred("x,y,z\n1,,a\n,,\"\"\n3,,c\n"))
        .isEqualTo(Tables.fields("x int64", "y utf8", "z utf8"));
  }

  @Test
  default void filesAreInferredTogether() {
    InferredTable table =
        landing()
            .infer(
                pinned(
                    SourceFormat.CSV,
                    file("1.csv", "a,b\n1,x\n"),
                    file("2.csv", "b,a,c\ny,2.5,3\n")),
                ReadOptions.DEFAULTS);
    assertThat(table.rows()).isEqualTo(2);
    assertThat(new Fields(table.columns().stream().map(InferredColumn::field).toList()))
        .isEqualTo(Tables.fields("a float64", "b utf8", "c int64"));
  }

  @Test
  default void whatIsInferredLandsWithoutRejects() {
    String text = "id,when,price,note\n1,2024-01-01,2.50,\n?,2024-01-02,NA,\"\"\n3,,1e2,x\n";
    InferredTable table = landing().infer(csv(text), ReadOptions.DEFAULTS);
    List<LandingColumn> columns =
        table.columns().stream()
            .map(
                column ->
                    new LandingColumn(column.field(), column.missingMarks(), TemporalForm.ISO))
            .toList();
    Landed landed =
        landing().land(csv(text), new LandingPlan(ReadOptions.DEFAULTS, columns, List.of()));
    assertThat(landed.ledger().rejected()).isEmpty();
    assertThat(landed.cut().fields())
        .isEqualTo(Tables.fields("id int64", "when date", "price float64", "note utf8"));
    assertThat(landed.cut().digest())
        .isEqualTo(
            digestOf(
                Tables.of(landed.cut().fields())
                    .row(1, 19723, 2.5, null)
                    .row(null, 19724, null, "")
                    .row(3, null, 100, "x")
                    .batch()));
  }
}

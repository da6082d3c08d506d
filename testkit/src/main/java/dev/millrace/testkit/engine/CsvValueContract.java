package dev.millrace.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.column.Batch;
import dev.millrace.column.ColumnName;
import dev.millrace.column.ColumnType;
import dev.millrace.column.Field;
import dev.millrace.column.Fields;
import dev.millrace.spi.data.RowBatch;
import dev.millrace.spi.data.RowContentHash;
import dev.millrace.spi.engine.Landed;
import dev.millrace.spi.engine.LandingColumn;
import dev.millrace.spi.engine.LandingColumn.TemporalForm;
import dev.millrace.spi.engine.LandingPlan;
import dev.millrace.spi.engine.ReadOptions;
import dev.millrace.testkit.table.Cells;
import dev.millrace.testkit.table.RandomTables;
import dev.millrace.testkit.table.Tables;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which values the fields of separated text become. */
public interface CsvValueContract extends LandingFixture {
  @Test
  default void everyTypeIsRead() {
    Landed landed =
        land(
            """
            b,i,f,m,t,d,u,l
            true,-42,2.5e3,12.50,text,2024-02-29,2024-02-29T12:00:00Z,2024-02-29T12:00:00
            FALSE,0,-0.0,-1,, 1999-12-31 ,2024-02-29 14:00:00.25+02:00,2024-02-29 12:00
            """,
            "b bool",
            "i int64",
            "f float64",
            "m decimal(9,2)",
            "t utf8",
            "d date",
            "u instant",
            "l local-datetime");
    long noon = 1_709_208_000_000_000L;
    Batch expected =
        Tables.columns(
                "b bool",
                "i int64",
                "f float64",
                "m decimal(9,2)",
                "t utf8",
                "d date",
                "u instant",
                "l local-datetime")
            .row(true, -42, 2500, "12.50", "text", 19782, noon, noon)
            .row(false, 0, -0.0, "-1", null, 10956, noon + 250_000, noon)
            .batch();
    assertThat(cells(landed)).isEqualTo(Cells.rows(expected));
    assertThat(landed.cut().digest()).isEqualTo(digestOf(expected));
  }

  @Test
  default void anEmptyFieldIsMissingAndAQuotedOneIsEmptyText() {
    Landed landed = land("a,t\n1,\n2,\"\"\n3,\" \"\n", "a int64", "t utf8");
    assertThat(cells(landed))
        .containsExactly(Arrays.asList(1L, null), List.of(2L, ""), List.of(3L, " "));
  }

  @Test
  default void notANumberAndTheInfinitiesAreValues() {
    Landed landed = land("f\nNaN\ninf\n-Infinity\n", "f float64");
    assertThat(cells(landed))
        .containsExactly(
            List.of(Double.NaN),
            List.of(Double.POSITIVE_INFINITY),
            List.of(Double.NEGATIVE_INFINITY));
  }

  @Test
  default void marksMeanMissing() {
    LandingColumn number =
        new LandingColumn(Field.of("n", ColumnType.INT64), List.of("?"), TemporalForm.ISO);
    LandingColumn text = LandingColumn.of(Field.of("t", ColumnType.UTF8));
    LandingPlan plan =
        new LandingPlan(
            new ReadOptions(Optional.empty(), List.of("NA")), List.of(number, text), List.of());
    Landed landed = landing().land(csv("n,t\n?,?\nNA,NA\n3,na\n"), plan);
    assertThat(cells(landed))
        .containsExactly(Arrays.asList(null, "?"), Arrays.asList(null, null), List.of(3L, "na"));
  }

  @Test
  default void textIsKeptAsItIs() {
    Landed landed =
        land(
            "t\n a b \n\"x,y\"\n\"two\nlines\"\n\"a \"\"q\"\"\"\nä日本\ud83d\ude00\n007\n", "t utf8");
    assertThat(cells(landed))
        .containsExactly(
            List.of(" a b "),
            List.of("x,y"),
            List.of("two\nlines"),
            List.of("a \"q\""),
            List.of("ä日本\ud83d\ude00"),
            List.of("007"));
  }

  @Test
  default void epochsAreTimes() {
    List<LandingColumn> columns =
        List.of(
            new LandingColumn(
                Field.of("s", ColumnType.INSTANT), List.of(), TemporalForm.EPOCH_SECONDS),
            new LandingColumn(
                Field.of("m", ColumnType.INSTANT), List.of(), TemporalForm.EPOCH_MILLIS),
            new LandingColumn(
                Field.of("d", ColumnType.DATE), List.of(), TemporalForm.EPOCH_SECONDS));
    Landed landed =
        landing()
            .land(
                csv("s,m,d\n1400000000,1400000000123,-1\n,,\n"),
                new LandingPlan(ReadOptions.DEFAULTS, columns, List.of()));
    assertThat(cells(landed))
        .containsExactly(
            List.of(1_400_000_000_000_000L, 1_400_000_000_123_000L, -1L),
            Arrays.asList(null, null, null));
  }

  @Test
  default void columnsAreChosenByName() {
    Landed landed = land("a,b,c\n1,2,3\n", "c int64", "x utf8", "a int64");
    assertThat(cells(landed)).containsExactly(Arrays.asList(3L, null, 1L));
    assertThat(landed.sourceColumns())
        .containsExactly(new ColumnName("a"), new ColumnName("b"), new ColumnName("c"));
  }

  @Test
  default void keysNameRows() {
    List<LandingColumn> columns = plan("a int64", "b utf8").columns();
    LandingPlan keyed =
        new LandingPlan(ReadOptions.DEFAULTS, columns, List.of(new ColumnName("b")));
    RowBatch rows = read(landing().land(csv("a,b\n1,x\n2,y\n3,x\n"), keyed));
    long[] expected = RowContentHash.compute(rows.values().project(Tables.fields("b utf8")));
    for (int row = 0; row < 3; row++) {
      assertThat(rows.ids().hashAt(row)).isEqualTo(expected[row]);
    }
  }

  @Test
  default void whatWasWrittenIsReadBack() {
    Fields fields =
        Tables.fields(
            "b bool",
            "i int64",
            "f float64",
            "m decimal(18,2)",
            "w decimal(38,10)",
            "t utf8",
            "d date",
            "u instant",
            "l local-datetime");
    Batch table = RandomTables.batch(fields, 5_000, 51);
    for (int threads = 1; threads <= 3; threads++) {
      Landed landed = landing(threads).land(csv(CsvText.of(table)), plan(fields));
      assertThat(landed.ledger().rejected()).isEmpty();
      assertThat(landed.cut().digest()).as("%d threads", threads).isEqualTo(digestOf(table));
    }
  }
}

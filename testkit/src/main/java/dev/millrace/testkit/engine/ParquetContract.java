package dev.millrace.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.millrace.column.Batch;
import dev.millrace.column.Fields;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.MillraceException;
import dev.millrace.spi.data.PinnedSource;
import dev.millrace.spi.data.SourceFormat;
import dev.millrace.spi.engine.InferredColumn;
import dev.millrace.spi.engine.InferredTable;
import dev.millrace.spi.engine.Landed;
import dev.millrace.spi.engine.LandingColumn;
import dev.millrace.spi.engine.LandingPlan;
import dev.millrace.spi.engine.ReadOptions;
import dev.millrace.spi.engine.TableExport;
import dev.millrace.testkit.table.RandomTables;
import dev.millrace.testkit.table.Tables;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Parquet: what is written is read back, and is the same cut as from separated text. */
public interface ParquetContract extends LandingFixture {
  TableExport export();

  private PinnedSource parquet(String name, Batch table) {
    Path file = folder().resolve(name);
    export().export(table.fields(), RandomTables.split(table, 700, 1), SourceFormat.PARQUET, file);
    return pinned(SourceFormat.PARQUET, file);
  }

  @Test
  default void everyTypeIsReadBack() {
    Batch table = RandomTables.batch(RandomTables.everyType(), 3_000, 71);
    PinnedSource source = parquet("every.parquet", table);
    for (int threads = 1; threads <= 3; threads++) {
      Landed landed = landing(threads).land(source, plan(table.fields()));
      assertThat(landed.ledger().rejected()).isEmpty();
      assertThat(landed.cut().digest()).isEqualTo(digestOf(table));
    }
  }

  @Test
  default void typesAreThoseOfTheFile() {
    Fields fields =
        Tables.fields(
            "b bool",
            "i int64",
            "f float64",
            "m decimal(18,2)",
            "t utf8",
            "y bytes",
            "d date",
            "u instant",
            "l local-datetime",
            "li list<int64>",
            "ll list<list<float64>>");
    InferredTable table =
        landing()
            .infer(
                parquet("types.parquet", RandomTables.batch(fields, 100, 72)),
                ReadOptions.DEFAULTS);
    assertThat(table.rows()).isEqualTo(100);
    assertThat(new Fields(table.columns().stream().map(InferredColumn::field).toList()))
        .isEqualTo(fields);
  }

  @Test
  default void theFormatDoesNotShow() {
    Batch table =
        RandomTables.batch(
            Tables.fields("i int64", "f float64", "t utf8", "d date", "u instant"), 4_000, 73);
    PinnedSource whole = parquet("whole.parquet", table);
    Batch first = table.select(IntStream.range(0, 1_500).toArray());
    Batch second = table.select(IntStream.range(1_500, 4_000).toArray());
    PinnedSource one = parquet("one.parquet", first);
    PinnedSource two = parquet("two.parquet", second);
    PinnedSource both =
        new PinnedSource(SourceFormat.PARQUET, List.of(one.objects().get(0), two.objects().get(0)));
    assertThat(landing().land(whole, plan(table.fields())).cut().digest())
        .isEqualTo(digestOf(table));
    assertThat(landing().land(both, plan(table.fields())).cut().digest())
        .isEqualTo(digestOf(table));
    assertThat(landing().land(csv(CsvText.of(table)), plan(table.fields())).cut().digest())
        .isEqualTo(digestOf(table));
  }

  @Test
  default void typesMayBeChangedWhereNothingIsLost() {
    Batch table = Tables.columns("a int64", "t utf8").row(1, "5").row(2, "x").batch();
    PinnedSource source = parquet("narrow.parquet", table);
    Landed wider = landing().land(source, plan("a float64"));
    assertThat(cells(wider)).containsExactly(List.of(1.0), List.of(2.0));
    Landed narrower = landing().land(source, plan("t int64"));
    assertThat(cells(narrower)).containsExactly(List.of(5L));
    assertThat(narrower.ledger().rejectedRows()).isEqualTo(1);
    assertThat(narrower.examples().get(0).ordinal()).isEqualTo(1);
  }

  @Test
  default void marksMeanMissingInTexts() {
    Batch table = Tables.columns("t utf8").row("?").row("").row("x").batch();
    LandingPlan plan =
        new LandingPlan(
            ReadOptions.DEFAULTS,
            List.of(
                new LandingColumn(
                    table.fields().at(0), List.of("?"), LandingColumn.TemporalForm.ISO)),
            List.of());
    Landed landed = landing().land(parquet("marks.parquet", table), plan);
    assertThat(landed.cut().digest())
        .isEqualTo(digestOf(Tables.columns("t utf8").row((Object) null).row("").row("x").batch()));
  }

  @Test
  default void emptyAndBrokenFilesAreTold() {
    Batch none = RandomTables.batch(RandomTables.few(), 0, 1);
    assertThat(landing().land(parquet("none.parquet", none), plan(none.fields())).cut().rows())
        .isZero();
    PinnedSource broken = pinned(SourceFormat.PARQUET, file("broken.parquet", "PAR1 no more"));
    MillraceException failure =
        catchThrowableOfType(
            MillraceException.class, () -> landing().infer(broken, ReadOptions.DEFAULTS));
    assertThat(failure).isNotNull();
    assertThat(failure.code()).isEqualTo(ErrorCode.SOURCE_UNREADABLE);
  }
}

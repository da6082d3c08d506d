package dev.millrace.spi.profile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.column.Batch;
import dev.millrace.column.ColumnName;
import dev.millrace.column.ColumnType;
import dev.millrace.digest.Digest;
import dev.millrace.json.CanonicalJson;
import dev.millrace.json.JsonReader;
import dev.millrace.spi.collect.ValueCount;
import dev.millrace.spi.data.DataCut;
import dev.millrace.spi.profile.DistinctCount.Precision;
import dev.millrace.spi.scan.Scan;
import dev.millrace.testkit.engine.KeepEvery;
import dev.millrace.testkit.engine.ReferenceEngine;
import dev.millrace.testkit.table.RandomTables;
import dev.millrace.testkit.table.Tables;
import java.time.LocalDate;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TableProfilerTest {
  private final ReferenceEngine engine = new ReferenceEngine();

  private TableProfile profile(Batch table) {
    return TableProfiler.profile(engine, Scan.all(cut(table)));
  }

  private DataCut cut(Batch table) {
    return engine.write(table.fields(), List.of(table)).cut();
  }

  private static ColumnProfile column(TableProfile profile, String name) {
    return profile.find(new ColumnName(name)).orElseThrow();
  }

  @Test
  void everyTypeHasAProfile() {
    for (int rows : new int[] {0, 1, 400}) {
      TableProfile profile = profile(RandomTables.batch(RandomTables.everyType(), rows, 1));
      assertThat(profile.rows()).isEqualTo(rows);
      assertThat(profile.sampleRows()).isEqualTo(rows);
      assertThat(profile.columns()).hasSize(RandomTables.everyType().size());
      for (ColumnProfile column : profile.columns()) {
        assertThat(column.exact().rows()).isEqualTo(rows);
        assertThat(column.semantics().reason()).isNotBlank();
      }
    }
  }

  @Test
  void jsonKeepsEverything() {
    for (int rows : new int[] {0, 1, 400}) {
      TableProfile profile = profile(RandomTables.batch(RandomTables.everyType(), rows, 2));
      byte[] bytes = CanonicalJson.bytes(ProfileJson.of(profile));
      TableProfile read = ProfileJson.read(JsonReader.read(bytes));
      assertThat(read).isEqualTo(profile);
      assertThat(CanonicalJson.bytes(ProfileJson.of(read))).isEqualTo(bytes);
    }
  }

  @Test
  void orderAndBatchesOfRowsDoNotShow() {
    Batch table = RandomTables.batch(RandomTables.everyType(), 3_000, 3);
    Batch shuffled = table.select(RandomTables.permutation(3_000, 4));
    TableProfile profile = profile(table);
    TableProfile other = profile(shuffled);
    for (ColumnProfile column : profile.columns()) {
      ColumnProfile twin = column(other, column.field().name().value());
      assertThat(twin.sampled()).isEqualTo(column.sampled());
      assertThat(twin.exact().distinct()).isEqualTo(column.exact().distinct());
      assertThat(twin.exact().top()).isEqualTo(column.exact().top());
      assertThat(twin.semantics()).isEqualTo(column.semantics());
    }
    DataCut split = engine.write(table.fields(), RandomTables.split(table, 100, 5)).cut();
    assertThat(digest(TableProfiler.profile(engine, Scan.all(split)))).isEqualTo(digest(profile));
  }

  private static Digest digest(TableProfile profile) {
    return CanonicalJson.digest(ProfileJson.of(profile));
  }

  @Test
  void numbersHaveFigures() {
    TableProfile profile =
        profile(
            Tables.columns("n int64", "x float64")
                .row(2, -1.5)
                .row(4, Double.NaN)
                .row(null, 1.5)
                .row(0, null)
                .batch());
    ColumnFigures.Whole whole = (ColumnFigures.Whole) column(profile, "n").exact().figures();
    assertThat(whole.min()).hasValue(0);
    assertThat(whole.max()).hasValue(4);
    assertThat(whole.zeros()).isEqualTo(1);
    assertThat(whole.moments().mean()).hasValue(2);
    ColumnFigures.Real real = (ColumnFigures.Real) column(profile, "x").exact().figures();
    assertThat(real.nan()).isEqualTo(1);
    assertThat(real.moments().deviation()).hasValue(1.5);
    assertThat(column(profile, "x").exact().distinct())
        .isEqualTo(new DistinctCount(2, Precision.COUNTED));
    assertThat(column(profile, "n").exact().top())
        .containsExactly(new ValueCount("0", 1), new ValueCount("2", 1), new ValueCount("4", 1));
    assertThat(column(profile, "n").sampled().quantiles().get(5).value()).isEqualTo(2);
    assertThat(column(profile, "n").sampled().histogram().orElseThrow().inside()).isEqualTo(3);
  }

  @Test
  void timesAreCountedByNaturalPeriods() {
    Tables table = Tables.columns("d date", "u instant");
    for (int day = 0; day < 59; day++) {
      LocalDate date = LocalDate.of(2024, 1, 1).plusDays(day);
      table.row(date, date.toEpochDay() * 86_400_000_000L + day * 3_600_000_000L);
    }
    TableProfile profile = profile(table.batch());
    for (String name : List.of("d", "u")) {
      ColumnFigures.PeriodCounts periods =
          ((ColumnFigures.Time) column(profile, name).exact().figures()).periods().orElseThrow();
      assertThat(periods.period()).isEqualTo(NaturalPeriod.DAY);
      assertThat(periods.counts().stream().mapToLong(Long::longValue).sum()).isEqualTo(59);
    }
    ColumnFigures.PeriodCounts days =
        ((ColumnFigures.Time) column(profile, "d").exact().figures()).periods().orElseThrow();
    assertThat(days.counts()).hasSize(59).containsOnly(1L);
    assertThat(days.starts().get(0)).isEqualTo(LocalDate.of(2024, 1, 1).toEpochDay());
    assertThat(column(profile, "d").exact().top().get(0).value()).isEqualTo("2024-01-01");
    assertThat(column(profile, "u").exact().top().get(0).value()).isEqualTo("2024-01-01T00:00:00Z");
  }

  @Test
  void periodsFitTheRange() {
    record Case(long days, NaturalPeriod period) {}
    for (Case range :
        List.of(
            new Case(0, NaturalPeriod.DAY),
            new Case(118, NaturalPeriod.DAY),
            new Case(119, NaturalPeriod.MONTH),
            new Case(3_000, NaturalPeriod.MONTH),
            new Case(30_000, NaturalPeriod.YEAR),
            new Case(300_000, NaturalPeriod.DECADE))) {
      PeriodEdges edges =
          PeriodEdges.covering(ColumnType.DATE, 17, 17 + range.days()).orElseThrow();
      assertThat(edges.period()).isEqualTo(range.period());
      assertThat(edges.starts()).hasSizeBetween(2, 121);
    }
    for (ColumnType type : List.of(ColumnType.DATE, ColumnType.INSTANT)) {
      assertThat(PeriodEdges.covering(type, Long.MIN_VALUE, Long.MAX_VALUE)).isEmpty();
    }
    assertThat(PeriodEdges.covering(ColumnType.INSTANT, -(1L << 60), 1L << 60)).isPresent();
  }

  @Test
  void manyDistinctValuesAreEstimatedAndSampled() {
    SplittableRandom random = new SplittableRandom(6);
    Tables table = Tables.columns("t utf8");
    for (int row = 0; row < 30_000; row++) {
      table.row(row % 10 == 0 ? "often" : Long.toHexString(random.nextLong()));
    }
    TableProfile profile = profile(table.batch());
    ColumnProfile column = column(profile, "t");
    assertThat(profile.sampleRows()).isEqualTo(20_000);
    assertThat(column.exact().distinct().precision()).isEqualTo(Precision.ESTIMATED);
    assertThat(column.exact().distinct().values()).isBetween(25_500L, 28_500L);
    assertThat(column.exact().top()).isEmpty();
    assertThat(column.sampled().top()).hasSize(1);
    assertThat(column.sampled().top().get(0).value()).isEqualTo("often");
    assertThat(column.sampled().top().get(0).count()).isBetween(1_800L, 2_200L);
  }

  @Test
  void filtersApply() {
    DataCut cut = cut(Tables.columns("n int64").row(1).row(2).row(3).row(4).batch());
    TableProfile profile =
        TableProfiler.profile(engine, Scan.all(cut).where(new KeepEvery(new ColumnName("n"), 2)));
    assertThat(profile.rows()).isEqualTo(2);
    assertThat(column(profile, "n").exact().top())
        .containsExactly(new ValueCount("2", 1), new ValueCount("4", 1));
  }

  @Test
  void twoThousandColumnsStayWithinBounds() {
    String[] columns = new String[2_000];
    for (int i = 0; i < columns.length; i++) {
      columns[i] = "c" + i + " float64";
    }
    TableProfile profile = profile(RandomTables.batch(Tables.fields(columns), 700, 7));
    assertThat(profile.sampleRows()).isEqualTo(700);
    assertThat(profile.columns())
        .allSatisfy(
            column ->
                assertThat(column.exact().distinct().precision()).isEqualTo(Precision.ESTIMATED));
  }
}

package dev.millrace.core.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.millrace.category.CategoryCursor;
import dev.millrace.column.Batch;
import dev.millrace.column.ColumnName;
import dev.millrace.core.analysis.LabelLift.ValueLift;
import dev.millrace.core.analysis.SpanTrends.SpanProfile;
import dev.millrace.core.analysis.TableComparer.Table;
import dev.millrace.core.analysis.TableComparison.Bin;
import dev.millrace.core.analysis.TableComparison.ColumnPair;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.MillraceException;
import dev.millrace.json.CanonicalJson;
import dev.millrace.spi.data.DataCut;
import dev.millrace.spi.profile.TableProfile;
import dev.millrace.spi.profile.TableProfiler;
import dev.millrace.spi.scan.Scan;
import dev.millrace.testkit.engine.ReferenceEngine;
import dev.millrace.testkit.table.RandomTables;
import dev.millrace.testkit.table.Tables;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

final class AnalysisTest {
  private static final ColumnName LABEL = new ColumnName("label");

  private final ReferenceEngine engine = new ReferenceEngine();

  private DataCut cut(Batch table) {
    return engine.write(table.fields(), List.of(table)).cut();
  }

  private TableProfile profile(DataCut cut) {
    return TableProfiler.profile(engine, Scan.all(cut));
  }

  @Test
  void liftIsTheShareOfAClassByItsShareOfAll() {
    Tables table = Tables.columns("x utf8", "label int64");
    table.row("a", 1).row("a", 1).row("a", 0).row("b", 0).row("b", 0).row("b", null);
    DataCut cut = cut(table.batch());
    LabelLift lift = new LiftSearch(engine, cut, profile(cut)).find(LABEL);
    assertThat(lift.rows()).isEqualTo(5);
    ValueLift a =
        lift.values().stream()
            .filter(value -> value.values().equals(List.of("a")))
            .filter(value -> value.labelClass().equals("1"))
            .findFirst()
            .orElseThrow();
    assertThat(a.rows()).isEqualTo(3);
    assertThat(a.labelled()).isEqualTo(2);
    assertThat(a.lift()).isCloseTo(2 / 3.0 / 0.4, within(1e-12));
    assertThat(a.score()).isCloseTo((2 - 1.2) / Math.sqrt(3 * 0.4 * 0.6), within(1e-12));
  }

  /** Rows of random values with a label that depends on them, some of all missing. */
  private static Batch labelled(int rows) {
    SplittableRandom random = new SplittableRandom(7);
    Tables table = Tables.columns("c utf8", "d bool", "x float64", "label utf8");
    for (int row = 0; row < rows; row++) {
      String c = "v" + random.nextInt(4);
      Boolean d = random.nextInt(9) == 0 ? null : random.nextBoolean();
      Double x = random.nextInt(9) == 0 ? null : random.nextInt(40) / 4.0;
      boolean yes = c.equals("v1") == random.nextInt(5) > 0;
      table.row(c, d, x, random.nextInt(10) == 0 ? null : yes ? "yes" : "no");
    }
    return table.batch();
  }

  @Test
  void countsOfPairsAreThoseOfALoop() {
    Batch rows = labelled(2_000);
    DataCut cut = cut(rows);
    LabelLift lift = new LiftSearch(engine, cut, profile(cut)).findWithPairs(LABEL);
    Map<List<String>, Long> naive = new HashMap<>();
    var c = CategoryCursor.over(rows.column(new ColumnName("c")));
    var d = CategoryCursor.over(rows.column(new ColumnName("d")));
    var label = CategoryCursor.over(rows.column(LABEL));
    for (int row = 0; row < rows.rows(); row++) {
      if (label.moveTo(row)) {
        naive.merge(List.of(text(c, row), text(d, row), text(label, row)), 1L, Long::sum);
      }
    }
    List<ColumnName> pair = List.of(new ColumnName("c"), new ColumnName("d"));
    Map<List<String>, Long> found = new HashMap<>();
    lift.values().stream()
        .filter(value -> value.columns().equals(pair) && value.labelled() > 0)
        .forEach(
            value ->
                found.put(
                    List.of(value.values().get(0), value.values().get(1), value.labelClass()),
                    value.labelled()));
    assertThat(found).isEqualTo(naive).isNotEmpty();
  }

  private static String text(CategoryCursor cursor, int row) {
    return cursor.moveTo(row)
        ? new String(cursor.bytes(), cursor.start(), cursor.length(), StandardCharsets.UTF_8)
        : ValueGroups.MISSING;
  }

  @Test
  void partitionsDoNotShow() {
    Batch rows = labelled(1_500);
    DataCut whole = cut(rows);
    DataCut split = engine.write(rows.fields(), RandomTables.split(rows, 40, 3)).cut();
    assertThat(found(split)).isEqualTo(found(whole));
  }

  private String found(DataCut cut) {
    TableProfile profile = profile(cut);
    return CanonicalJson.text(
            AnalysisJson.of(new LiftSearch(engine, cut, profile).findWithPairs(LABEL)))
        + CanonicalJson.text(
            AnalysisJson.of(new RelationSearch(engine, cut, profile).find(Optional.of(LABEL))))
        + CanonicalJson.text(
            AnalysisJson.of(
                TableSlices.of(
                    engine, cut, profile, List.of(new ColumnName("c"), new ColumnName("d")))));
  }

  @Test
  void slicesAreAllTheRows() {
    Batch rows = labelled(1_000);
    DataCut cut = cut(rows);
    for (String by : List.of("c", "d", "x", "label")) {
      TableSlices slices = TableSlices.of(engine, cut, profile(cut), List.of(new ColumnName(by)));
      long sum = slices.slices().stream().mapToLong(slice -> slice.profile().rows()).sum();
      assertThat(sum + slices.left()).as(by).isEqualTo(1_000);
    }
  }

  @Test
  void whatCannotBeLabelOrSliceIsRefused() {
    Tables table = Tables.columns("id utf8", "label utf8");
    for (int row = 0; row < 100; row++) {
      table.row("r" + row, "same");
    }
    DataCut cut = cut(table.batch());
    LiftSearch search = new LiftSearch(engine, cut, profile(cut));
    assertCode(() -> search.find(new ColumnName("id")), ErrorCode.LABEL_INVALID);
    assertCode(() -> search.find(LABEL), ErrorCode.LABEL_CONSTANT);
    assertCode(() -> search.find(new ColumnName("none")), ErrorCode.LABEL_MISSING);
    assertCode(
        () -> TableSlices.of(engine, cut, profile(cut), List.of(new ColumnName("id"))),
        ErrorCode.USAGE);
    assertCode(
        () -> TableSlices.of(engine, cut, profile(cut), List.of(new ColumnName("none"))),
        ErrorCode.COLUMN_MISSING);
  }

  private static void assertCode(ThrowingCallable call, ErrorCode code) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(MillraceException.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  @Test
  void rowsThatComeAgainAreCounted() {
    Tables table = Tables.columns("x float64", "t utf8");
    table.row(0.0, "a").row(-0.0, "a").row(Double.NaN, null).row(1, "").row(Double.NaN, null);
    table.row(1, null).row(0, "a").row(1, "b");
    // Equal: the three of zero and a, the two of NaN and nothing.
    assertThat(DuplicateRows.count(engine, cut(table.batch())))
        .contains(new DuplicateRows(3, 5, 2));
    assertThat(DuplicateRows.count(engine, cut(Tables.columns("x float64").batch())))
        .contains(new DuplicateRows(0, 0, 0));
  }

  @Test
  void batchesDoNotHideRowsThatComeAgain() {
    Batch rows = RandomTables.batch(Tables.fields("a int64", "b utf8", "c bool"), 300, 5);
    Batch twice = rows.select(IntStream.range(0, 600).map(i -> i / 2).toArray());
    DuplicateRows one = DuplicateRows.count(engine, cut(rows)).orElseThrow();
    DataCut split = engine.write(rows.fields(), RandomTables.split(twice, 50, 9)).cut();
    DuplicateRows two = DuplicateRows.count(engine, split).orElseThrow();
    assertThat(two.distinct()).isEqualTo(one.distinct());
    assertThat(two.repeated()).isEqualTo(600 - one.distinct());
    assertThat(two.repeatedRows()).isEqualTo(one.distinct());
  }

  @Test
  void leaksAndOutliersAreNamed() {
    SplittableRandom random = new SplittableRandom(3);
    Tables table = Tables.columns("tip float64", "noise float64", "label int64");
    for (int row = 0; row < 1_000; row++) {
      int label = row % 3 == 0 ? 1 : 0;
      double noise = row == 17 ? 1e6 : row == 18 ? -1e6 : random.nextDouble();
      table.row(label * 5 + random.nextDouble(), noise, label);
    }
    DataCut cut = cut(table.batch());
    Relations found = new RelationSearch(engine, cut, profile(cut)).find(Optional.of(LABEL));
    assertThat(found.whole()).isTrue();
    assertThat(found.suspects()).extracting(Relations.Suspect::column).containsExactly("tip");
    Relations.Outliers noise =
        found.outliers().stream()
            .filter(column -> column.column().value().equals("noise"))
            .findFirst()
            .orElseThrow();
    assertThat(noise.below()).isEqualTo(1);
    assertThat(noise.above()).isEqualTo(1);
    Relations.AgainstLabel tip = found.label().getFirst();
    assertThat(tip.auc()).hasValue(1);
    assertThat(tip.positive()).contains("1");
    // Of ten groups one is mixed, a third of it yes as of all: 0.9 of the entropy is told, less
    // chance, 9 / 2000 of 0.6365 nats.
    assertThat(tip.told().orElseThrow()).isCloseTo(0.893, within(0.005));
    assertThat(found.label().get(1).told().orElseThrow()).isLessThan(0.02);
  }

  @Test
  void aColumnOfFewRowsTellsNothingByChance() {
    SplittableRandom random = new SplittableRandom(5);
    Tables table = Tables.columns("code utf8", "label bool");
    for (int row = 0; row < 120; row++) {
      table.row("v" + random.nextInt(40), random.nextBoolean());
    }
    DataCut cut = cut(table.batch());
    Relations found = new RelationSearch(engine, cut, profile(cut)).find(Optional.of(LABEL));
    // Forty values of three rows each share 0.2 nats with any label; chance is taken away.
    assertThat(found.label().getFirst().mutualInformation().orElseThrow()).isGreaterThan(0.1);
    assertThat(found.label().getFirst().told().orElseThrow()).isLessThan(0.15);
    assertThat(found.suspects()).isEmpty();
  }

  @Test
  void twoTablesAreCountedBetweenTheSameEdges() {
    Tables one = Tables.columns("x float64", "c utf8", "gone int64");
    Tables two = Tables.columns("x float64", "c utf8", "x2 int64");
    for (int row = 0; row < 400; row++) {
      one.row(row / 7.0, row % 2 == 0 ? "a" : "b", row);
      two.row(30 + row / 5.0, row % 4 == 0 ? "a" : "z", row);
    }
    TableComparison found =
        new TableComparer(engine).compare(table("one", one.batch()), table("two", two.batch()));
    assertThat(found.columns())
        .extracting(ColumnPair::name)
        .containsExactly("x", "c", "gone", "x2");
    ColumnPair x = found.columns().get(0);
    assertThat(x.isOfNumbers()).isTrue();
    assertThat(x.bins().stream().mapToLong(Bin::first).sum()).isEqualTo(400);
    assertThat(x.bins().stream().mapToLong(Bin::second).sum()).isEqualTo(400);
    // Shares a: 1/2 and 1/4, b: 1/2 and 0, z: 0 and 3/4; by the formula, in bits.
    double m = 0.375;
    double bits =
        (0.5 * log2(0.5 / m) + 0.25 * log2(0.25 / m)) / 2 + (0.5 * log2(2) + 0.75 * log2(2)) / 2;
    assertThat(found.columns().get(1).divergence()).hasValueCloseTo(bits, within(1e-12));
    assertThat(found.columns().get(2).second()).isEmpty();
    assertThat(found.columns().get(3).first()).isEmpty();
  }

  private static double log2(double value) {
    return Math.log(value) / Math.log(2);
  }

  private Table table(String name, Batch rows) {
    DataCut cut = cut(rows);
    return new Table(name, cut, profile(cut));
  }

  @Test
  void trendsTellEveryStatisticOfEverySpan() {
    SpanTrends trends =
        SpanTrends.of(
            List.of(
                new SpanProfile(
                    "2024-01",
                    profile(cut(Tables.columns("x int64").row(1).row(3).row(0).batch()))),
                new SpanProfile(
                    "2024-02",
                    profile(cut(Tables.columns("x float64", "y utf8").row(2.5, "a").batch())))));
    assertThat(trends.spans()).containsExactly("2024-01", "2024-02");
    assertThat(values(trends, "", "rows")).containsExactly(of(3), of(1));
    assertThat(values(trends, "x", "mean")).containsExactly(of(4 / 3.0), of(2.5));
    assertThat(values(trends, "x", "zero share")).containsExactly(of(1 / 3.0), of(0));
    assertThat(values(trends, "y", "mean length")).containsExactly(OptionalDouble.empty(), of(1));
    assertThat(trends.typeChanges())
        .containsExactly(
            new SpanTrends.TypeChange("x", List.of("int64", "float64")),
            new SpanTrends.TypeChange("y", List.of("none", "utf8")));
  }

  private static OptionalDouble of(double value) {
    return OptionalDouble.of(value);
  }

  private static List<OptionalDouble> values(SpanTrends trends, String column, String statistic) {
    return trends.trends().stream()
        .filter(one -> one.column().equals(column) && one.statistic().equals(statistic))
        .findFirst()
        .orElseThrow()
        .values();
  }
}

package dev.millrace.core.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.column.ColumnName;
import dev.millrace.spi.data.DataCut;
import dev.millrace.spi.profile.TableProfile;
import dev.millrace.spi.profile.TableProfiler;
import dev.millrace.spi.scan.Scan;
import dev.millrace.testkit.engine.ReferenceEngine;
import dev.millrace.testkit.table.Tables;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LeakSearchTest {
  private static final int ROWS = 1200;

  private final ReferenceEngine engine = new ReferenceEngine();

  /** What a row of the made table holds: a class, a number, noise of several kinds. */
  private record Row(int number, boolean yes, double amount, SplittableRandom random) {
    String label() {
      return yes ? "yes" : "no";
    }
  }

  @Test
  void aCopyOfTheLabelIsFound() {
    assertThat(suspects("utf8", Row::label)).containsOnlyKeys("x");
    assertThat(suspects("bool", Row::yes)).containsOnlyKeys("x");
    assertThat(suspects("int64", row -> row.yes() ? 7 : -7)).containsOnlyKeys("x");
    assertThat(suspects("float64", row -> row.yes() ? 0.5 : 1.5)).containsOnlyKeys("x");
  }

  @Test
  void aFinerNameOfTheLabelIsFound() {
    assertThat(suspects("utf8", row -> row.label() + row.random().nextInt(20)))
        .containsOnlyKeys("x");
  }

  @Test
  void aCopyWithAFewErrorsOrGapsIsFound() {
    assertThat(suspects("utf8", row -> row.number() == 3 ? "no" : row.label()))
        .containsOnlyKeys("x");
    assertThat(suspects("utf8", row -> row.number() % 3 == 0 ? null : row.label()))
        .containsOnlyKeys("x");
  }

  @Test
  void aColumnThatIsRightNineTimesInTenIsNotAccused() {
    assertThat(
            suspects(
                "utf8",
                row -> (row.random().nextInt(10) == 0) != row.yes() ? "likely" : "unlikely"))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void honestColumnsAreNotAccused(long seed) {
    assertThat(suspects(seed, "utf8", row -> "c" + row.random().nextInt(30))).isEmpty();
    assertThat(suspects(seed, "float64", row -> row.random().nextDouble())).isEmpty();
    assertThat(suspects(seed, "int64", row -> row.number())).isEmpty();
    assertThat(suspects(seed, "utf8", row -> "name " + row.number())).isEmpty();
    assertThat(suspects(seed, "int64", row -> row.random().nextInt(2))).isEmpty();
    assertThat(suspects(seed, "utf8", row -> null)).isEmpty();
    assertThat(suspects(seed, "utf8", row -> "constant")).isEmpty();
    assertThat(suspects(seed, "int64", row -> row.number() / 2)).as("pairs of rows").isEmpty();
  }

  @Test
  void oneValueThatTellsIsNoLeakWhileTheRestDoesNot() {
    assertThat(
            suspects("utf8", row -> row.yes() && row.random().nextInt(4) == 0 ? "yes!" : "no idea"))
        .isEmpty();
  }

  @Test
  void aRareLabelIsNotToldByGuessingTheOther() {
    Tables table = Tables.columns("x utf8", "y utf8");
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < ROWS; i++) {
      table.row("c" + random.nextInt(5), i % 300 == 0 ? "yes" : "no");
    }
    assertThat(find(table)).isEmpty();
  }

  @Test
  void partsThatAddUpToTheLabelAreFound() {
    assertThat(amounts((a, b, random) -> a + b)).containsOnlyKeys("a", "b");
    assertThat(amounts((a, b, random) -> a + b).values()).containsOnly("the label is a + b");
  }

  @Test
  void otherArithmeticIsNotAccused() {
    assertThat(amounts((a, b, random) -> a * b)).isEmpty();
    assertThat(amounts((a, b, random) -> a + b + random.nextInt(2))).isEmpty();
    assertThat(amounts((a, b, random) -> random.nextDouble())).isEmpty();
    assertThat(amounts((a, b, random) -> 2 * a + b)).isEmpty();
  }

  @Test
  void fewRowsProveNothing() {
    Tables table = Tables.columns("a int64", "b int64", "y int64");
    for (int i = 1; i < 15; i++) {
      table.row(i, 2 * i, 3 * i);
    }
    assertThat(find(table)).isEmpty();
  }

  /** Makes a label of two numbers. */
  private interface Sum {
    double of(double left, double right, SplittableRandom random);
  }

  private Map<String, String> amounts(Sum label) {
    SplittableRandom random = new SplittableRandom(6);
    Tables table = Tables.columns("a float64", "b int64", "c float64", "y float64");
    for (int i = 0; i < ROWS; i++) {
      double a = random.nextInt(1000) / 7.0;
      int b = random.nextInt(500);
      table.row(a, i % 11 == 0 ? null : b, random.nextDouble(), label.of(a, b, random));
    }
    return find(table);
  }

  private Map<String, String> suspects(String type, Function<Row, @Nullable Object> made) {
    return suspects(42, type, made);
  }

  private Map<String, String> suspects(
      long seed, String type, Function<Row, @Nullable Object> made) {
    SplittableRandom random = new SplittableRandom(seed);
    Tables table = Tables.columns("x " + type, "noise float64", "y utf8");
    for (int i = 0; i < ROWS; i++) {
      Row row = new Row(i, random.nextInt(10) < 3, random.nextDouble(), random);
      table.row(made.apply(row), random.nextDouble(), row.label());
    }
    return find(table);
  }

  private Map<String, String> find(Tables table) {
    var batch = table.batch();
    DataCut cut = engine.write(batch.fields(), List.of(batch)).cut();
    TableProfile profile = TableProfiler.profile(engine, Scan.all(cut));
    return new LeakSearch(engine, profile)
        .find(cut, profile.find(new ColumnName("y")).orElseThrow());
  }
}

package dev.millrace.core.prepare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.column.Batch;
import dev.millrace.column.ColumnName;
import dev.millrace.column.Field;
import dev.millrace.core.config.Position;
import dev.millrace.feature.FeaturePlan;
import dev.millrace.spi.data.DataCut;
import dev.millrace.spi.learn.Task;
import dev.millrace.testkit.engine.ReferenceEngine;
import dev.millrace.testkit.table.RandomTables;
import dev.millrace.testkit.table.Tables;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class AutoFeaturesTest {
  private static final SplitRule RULE =
      new SplitRule.ByTime(new ColumnName("t"), 300, 300, 350, 350);

  private static final int ROWS = 400;
  private static final Position HERE = new Position("p.yaml", 1, 1);

  private final ReferenceEngine engine = new ReferenceEngine();

  @Test
  void numbersAndFlagsAreTakenAsTheyAre() {
    assertThat(names("int64", i -> i * 17 % 50)).containsExactly("x");
    assertThat(names("float64", i -> i / 3.0)).containsExactly("x");
    assertThat(names("decimal(9,2)", i -> i % 20)).containsExactly("x");
    assertThat(names("bool", i -> i % 2 == 0)).containsExactly("x");
    assertThat(names("float64", i -> i % 2 == 0 ? null : 1.0)).as("missing tells").hasSize(1);
  }

  @Test
  void fewTextsGetASlotEach() {
    FeaturePlan plan = plan("utf8", i -> "c" + i % 3);
    assertThat(plan.featureNames()).contains("x=c0", "x=c1", "x=c2");
  }

  @Test
  void manyTextsGetARankToo() {
    FeaturePlan plan = plan("utf8", i -> "c" + i % 60);
    assertThat(plan.featureNames()).hasSizeBetween(51, 54).contains("x:rank");
    assertThat(notes("utf8", i -> "c" + i % 60)).contains("60 categories");
  }

  @Test
  void timesAreTakenApart() {
    assertThat(names("date", i -> LocalDate.of(2020, 1, 1).plusDays(i)))
        .containsExactly("x:weekday", "x:month");
    assertThat(names("instant", i -> Instant.EPOCH.plusSeconds(i)))
        .containsExactly("x:hour", "x:weekday", "x:month");
  }

  @Test
  void whatTellsNothingIsLeftOutWithAReason() {
    assertThat(notes("int64", i -> null)).contains("no value");
    assertThat(notes("utf8", i -> null)).contains("no value");
    assertThat(notes("int64", i -> 17031081401L)).contains("only value", "17031081401");
    assertThat(notes("float64", i -> 0.5)).contains("only value");
    assertThat(notes("utf8", i -> "same")).contains("the same in every training row");
    assertThat(notes("bool", i -> true)).contains("the same in every training row");
    assertThat(notes("int64", i -> i)).contains("counts the rows");
    assertThat(notes("utf8", i -> "id-" + i)).contains("identifier or free text");
    assertThat(notes("utf8", i -> ("long text " + i).repeat(4000)))
        .as("too long to count them all")
        .contains("more values than are counted", "identifier or free text");
  }

  @Test
  void testRowsDecideNothing() {
    // Constant where it is trained, varied where it is not: left out all the same.
    assertThat(notes("int64", i -> i < 300 ? 7 : i)).contains("only value");
    assertThat(notes("utf8", i -> i < 300 ? "a" : "b" + i)).contains("the same in every");
    for (String type : List.of("int64", "float64", "utf8", "bool")) {
      Batch random = RandomTables.batch(Tables.fields("x " + type), ROWS, 5);
      FeaturePlan all = plan(random);
      int[] shuffledEnd = new int[ROWS];
      for (int i = 0; i < ROWS; i++) {
        shuffledEnd[i] = i < 300 ? i : 300;
      }
      assertThat(plan(random.select(shuffledEnd)).digest()).as(type).isEqualTo(all.digest());
    }
  }

  private List<String> names(String type, IntFunction<@Nullable Object> cell) {
    return choose(table(type, cell), new ArrayList<>()).stream().map(FeatureSpec::name).toList();
  }

  private String notes(String type, IntFunction<@Nullable Object> cell) {
    List<String> notes = new ArrayList<>();
    choose(table(type, cell), notes);
    assertThat(notes).hasSize(1).first().asString().startsWith("x ");
    return notes.get(0);
  }

  private FeaturePlan plan(String type, IntFunction<@Nullable Object> cell) {
    return plan(table(type, cell));
  }

  private FeaturePlan plan(Batch rows) {
    List<FeatureSpec> specs = choose(rows, new ArrayList<>());
    TrainRows train = train(timed(rows));
    Label label = new Label("t", "t", Task.REGRESSION, List.of(), "");
    return new FeatureFitter(engine, train, Map.of(), new Targets(engine, train, label, RULE, 1))
        .fit(specs)
        .plan();
  }

  private List<FeatureSpec> choose(Batch rows, List<String> notes) {
    Field field = rows.fields().at(0);
    AutoFeatures auto = new AutoFeatures(engine, train(timed(rows)), List.of(field));
    List<FeatureSpec> specs = auto.choose(field, HERE);
    notes.addAll(auto.notes());
    return specs;
  }

  /** Rows 0 to 299 are trained on. */
  private TrainRows train(Batch rows) {
    DataCut cut = engine.write(rows.fields(), List.of(rows)).cut();
    return new Split(cut, RULE, List.of()).train();
  }

  private static Batch timed(Batch rows) {
    List<List<Object>> times = new ArrayList<>();
    for (long i = 0; i < rows.rows(); i++) {
      times.add(List.of(i));
    }
    return rows.plus(new ColumnName("t"), Tables.batch(Tables.fields("t int64"), times).column(0));
  }

  private static Batch table(String type, IntFunction<@Nullable Object> cell) {
    Tables table = Tables.columns("x " + type);
    for (int i = 0; i < ROWS; i++) {
      table.row(cell.apply(i));
    }
    return table.batch();
  }
}

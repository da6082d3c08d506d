package dev.millrace.core.prepare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.millrace.column.Batch;
import dev.millrace.column.ColumnName;
import dev.millrace.column.Field;
import dev.millrace.core.config.Problems;
import dev.millrace.core.config.YamlReader;
import dev.millrace.core.prepare.SplitRule.ByGroup;
import dev.millrace.core.prepare.SplitRule.ByHash;
import dev.millrace.core.prepare.SplitRule.ByTime;
import dev.millrace.core.train.LabelledMatrix;
import dev.millrace.core.train.MatrixCollector;
import dev.millrace.feature.CategoryNumber;
import dev.millrace.feature.FeatureMatrix;
import dev.millrace.json.CanonicalJson;
import dev.millrace.json.Json;
import dev.millrace.spi.data.DataCut;
import dev.millrace.spi.learn.Task;
import dev.millrace.spi.scan.Scan;
import dev.millrace.testkit.engine.ReferenceEngine;
import dev.millrace.testkit.table.Tables;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Target means: what training rows see, what everybody else sees, and that no label shows. */
class TargetEncodingTest {
  private static final String SIMPLE = "c: {target-encode: {smoothing: 2, least: 1}}";
  private static final SplitRule HASHED = new ByHash(0.999, 0, 3);
  private static final SplitRule TIMED = new ByTime(new ColumnName("t"), 1000, 1000, 1000, 1000);
  private static final SplitRule GROUPED = new ByGroup(new ColumnName("g"), 0.999, 0, 3);

  private static final Label NUMBER = new Label("y", "y", Task.REGRESSION, List.of(), "");
  private static final Label YES =
      new Label("y", "y > 0.5", Task.BINARY, List.of("false", "true"), "");

  private final ReferenceEngine engine = new ReferenceEngine();

  /** Features as training sees them, by the id of the row. */
  private record Seen(FittedFeatures fitted, Map<Long, Float> training, Map<Long, Float> serving) {}

  private Seen see(Batch table, SplitRule rule, Label label, String features) {
    DataCut cut = engine.write(table.fields(), List.of(table)).cut();
    Split split = new Split(cut, rule, List.of(new LabelledRows(label)));
    TrainRows train = split.train();
    Problems problems = new Problems();
    FeatureSettings settings =
        FeatureSettings.read(Optional.of(YamlReader.read("p.yaml", features)), problems);
    problems.throwIfAny();
    Targets targets = new Targets(engine, train, label, rule, 42);
    FittedFeatures fitted =
        new FeatureFitter(engine, train, Map.of(), targets).fit(settings.specs());
    // The label that is collected beside the features names the row.
    Label id = new Label("id", "id", Task.REGRESSION, List.of(), "");
    LabelledMatrix seen =
        engine.collect(
            split.scan(table.fields().asList().stream().map(Field::name).toList()),
            split.collector(
                Side.TRAIN,
                fitted.plan(),
                fitted.encodings(),
                form -> new MatrixCollector(form, id, 1 << 20)));
    ServingForm serving = new ServingForm(fitted.plan());
    LabelledMatrix served =
        engine.collect(Scan.all(cut), new MatrixCollector(serving, id, 1 << 20));
    return new Seen(fitted, byId(seen), byId(served));
  }

  private static Map<Long, Float> byId(LabelledMatrix matrix) {
    float[] ids = matrix.labelArray();
    FeatureMatrix features = matrix.takeFeatures();
    Map<Long, Float> byId = new HashMap<>();
    for (int row = 0; row < ids.length; row++) {
      byId.put((long) ids[row], features.at(row, 0));
    }
    return byId;
  }

  private static List<List<@Nullable Object>> rows(SplittableRandom random, int count) {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      List<@Nullable Object> row = new ArrayList<>();
      row.add((long) i);
      row.add(random.nextInt(7) == 0 ? null : "c" + random.nextInt(4));
      row.add("g" + random.nextInt(30));
      row.add((long) random.nextInt(300));
      row.add(random.nextDouble(-3, 3));
      rows.add(row);
    }
    return rows;
  }

  private static Batch table(List<List<@Nullable Object>> rows) {
    return Tables.batch(
        Tables.fields("id int64", "c utf8", "g utf8", "t int64", "y float64"), rows);
  }

  @Test
  void noRowsOwnLabelShowsInItsValue() {
    SplittableRandom random = new SplittableRandom(3);
    // Without a key the row's hash changes with its label, and with it perhaps the fold: folds by
    // hash are looked at one by one below.
    for (SplitRule rule : List.of(TIMED, GROUPED)) {
      for (Label label : List.of(NUMBER, YES)) {
        for (int round = 0; round < 8; round++) {
          List<List<@Nullable Object>> rows = rows(random, 120);
          Seen before = see(table(rows), rule, label, SIMPLE);
          int changed = random.nextInt(120);
          rows.get(changed).set(4, random.nextInt(2) == 0 ? 1e6 : -1e6);
          Seen after = see(table(rows), rule, label, SIMPLE);
          assertThat(after.training().get((long) changed))
              .as("%s %s", rule, label.task())
              .isEqualTo(before.training().get((long) changed));
        }
      }
    }
  }

  @Test
  void foldsByHashLeaveOutTheRowsFold() {
    Batch table = table(rows(new SplittableRandom(4), 200));
    Seen seen = see(table, HASHED, NUMBER, SIMPLE);
    TargetEncoding encoding = (TargetEncoding) seen.fitted().encodings().get(0);
    assertThat(encoding.folds().count()).isEqualTo(5);
    for (int from = 0; from < 5; from++) {
      for (int to = 0; to < 5; to++) {
        assertThat(encoding.folds().feeds(from, to)).isEqualTo(from != to);
      }
    }
    DataCut cut = engine.write(table.fields(), List.of(table)).cut();
    Split split = new Split(cut, HASHED, List.of(new LabelledRows(NUMBER)));
    Map<Long, Float> naive = new HashMap<>();
    NaiveTargets all = NaiveTargets.gather(engine, split, encoding.folds());
    all.forEach(
        (id, fold, category) ->
            naive.put(id, (float) all.smoothed(category, other -> other != fold, 2)));
    assertThat(seen.training().keySet()).isEqualTo(naive.keySet());
    naive.forEach(
        (id, value) -> assertThat(seen.training().get(id)).isEqualTo(value, within(1e-5f)));
  }

  @Test
  void inTimeOnlyEarlierStretchesAreSeen() {
    List<List<@Nullable Object>> rows = rows(new SplittableRandom(5), 300);
    Seen before = see(table(rows), TIMED, NUMBER, SIMPLE);
    rows.forEach(
        row -> {
          if (row.get(3) instanceof Long time && time >= 200) {
            row.set(4, 1e5);
          }
        });
    Seen after = see(table(rows), TIMED, NUMBER, SIMPLE);
    int withValue = 0;
    for (int id = 0; id < 300; id++) {
      if (rows.get(id).get(3) instanceof Long time && time < 200) {
        float value = before.training().getOrDefault((long) id, -1f);
        assertThat(after.training()).containsEntry((long) id, value);
        withValue += Float.isNaN(value) ? 0 : 1;
      }
    }
    assertThat(withValue).as("all but the first stretch have one").isGreaterThan(150);
  }

  @Test
  void everybodyElseSeesTheTable() {
    Batch table =
        Tables.columns("id int64", "c utf8", "g utf8", "t int64", "y float64")
            .row(0, "a", "g", 1, 1.0)
            .row(1, "a", "g", 2, 3.0)
            .row(2, "b", "g", 3, 8.0)
            .row(3, null, "g", 4, 0.0)
            .row(4, "new", "g", 2000, 1e9)
            .batch();
    Seen seen = see(table, TIMED, NUMBER, SIMPLE);
    CategoryNumber step = (CategoryNumber) seen.fitted().plan().steps().get(0);
    // The mean of all is 3; a category of n rows goes n / (n + 2) of the way to its own.
    assertThat(step.vocabulary().values()).containsExactly("a", "b");
    assertThat(step.numbers().get(0)).isEqualTo(3 + 2 / 4.0 * (2 - 3), within(1e-12));
    assertThat(step.numbers().get(1)).isEqualTo(3 + 1 / 3.0 * (8 - 3), within(1e-12));
    assertThat(step.missing()).isEqualTo(3 + 1 / 3.0 * (0 - 3), within(1e-12));
    assertThat(step.unseen()).isEqualTo(3);
    assertThat(seen.serving().get(4L)).isEqualTo(3f);
    assertThat(seen.serving().get(0L)).isEqualTo(2.5f);
    assertThat(seen.training()).doesNotContainKey(4L);
  }

  @Test
  void aConstantLabelGivesAConstant() {
    for (double constant : new double[] {0.1, -7, 1e-30}) {
      List<List<@Nullable Object>> rows = rows(new SplittableRandom(6), 90);
      rows.forEach(row -> row.set(4, constant));
      for (SplitRule rule : List.of(HASHED, GROUPED)) {
        Seen seen = see(table(rows), rule, NUMBER, SIMPLE);
        assertThat(seen.training().values()).containsOnly((float) constant);
        assertThat(seen.serving().values()).containsOnly((float) constant);
      }
    }
  }

  @Test
  void theLabelOfTwoClassesIsAShare() {
    Seen seen = see(table(rows(new SplittableRandom(7), 150)), HASHED, YES, SIMPLE);
    assertThat(seen.training().values()).allSatisfy(v -> assertThat(v).isBetween(0f, 1f));
    assertThat(seen.serving().values()).allSatisfy(v -> assertThat(v).isBetween(0f, 1f));
  }

  @Test
  void stepsBeforeItAndFeaturesBesideItWorkInBothForms() {
    Seen seen =
        see(
            table(rows(new SplittableRandom(8), 150)),
            HASHED,
            NUMBER,
            "c: [{impute: {constant: c0}}, {target-encode: {least: 1}}]\n"
                + "hot: {from: c, one-hot: {least: 1}}\nt: standardize");
    assertThat(seen.fitted().plan().featureNames())
        .startsWith("c")
        .contains("hot=c1", "hot:missing")
        .endsWith("t");
    assertThat(seen.training()).isNotEqualTo(seen.serving());
    assertThat(seen.training().values()).noneMatch(value -> Float.isNaN(value));
  }

  @Test
  void itsFormInFilesIsTheEncoding() {
    for (SplitRule rule : List.of(HASHED, TIMED, GROUPED)) {
      Seen seen = see(table(rows(new SplittableRandom(9), 100)), rule, NUMBER, SIMPLE);
      List<TrainOnlyEncoding> encodings = seen.fitted().encodings();
      List<Json> written = PreparedJson.of(encodings);
      assertThat(PreparedJson.encodings(written)).hasSameSizeAs(encodings);
      assertThat(CanonicalJson.text(Json.items(PreparedJson.of(PreparedJson.encodings(written)))))
          .isEqualTo(CanonicalJson.text(Json.items(written)));
    }
  }

  @Test
  void whatCannotBeDoneIsRefusedByName() {
    Batch table = table(rows(new SplittableRandom(10), 60));
    Label three = new Label("c", "c", Task.MULTICLASS, List.of("c0", "c1", "c2"), "");
    assertThatThrownBy(() -> see(table, HASHED, three, SIMPLE))
        .hasMessageContainingAll("two classes or a number", "features.c");
    assertThatThrownBy(() -> see(table, HASHED, NUMBER, "c: [{target-encode: {}}, standardize]"))
        .hasMessageContaining("no step can follow");
    List<List<@Nullable Object>> rows = rows(new SplittableRandom(11), 30);
    rows.forEach(row -> row.set(3, 5L));
    assertThatThrownBy(() -> see(table(rows), TIMED, NUMBER, SIMPLE))
        .hasMessageContaining("one time");
  }
}

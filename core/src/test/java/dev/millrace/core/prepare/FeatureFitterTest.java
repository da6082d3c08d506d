package dev.millrace.core.prepare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import dev.millrace.column.Batch;
import dev.millrace.column.ColumnName;
import dev.millrace.core.config.Problems;
import dev.millrace.core.config.YamlReader;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.MillraceException;
import dev.millrace.feature.Buckets;
import dev.millrace.feature.Encode;
import dev.millrace.feature.FeatureMatrix;
import dev.millrace.feature.FeaturePlan;
import dev.millrace.feature.Impute;
import dev.millrace.feature.ImputeText;
import dev.millrace.feature.MinMax;
import dev.millrace.feature.RowStep;
import dev.millrace.feature.Standardize;
import dev.millrace.spi.data.DataCut;
import dev.millrace.spi.learn.Task;
import dev.millrace.testkit.engine.ReferenceEngine;
import dev.millrace.testkit.table.Tables;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class FeatureFitterTest {
  private static final LocalDate LEAP = LocalDate.of(2024, 2, 29); // a Thursday

  // Rows before t = 10 are trained on: v is 1, 2, 3, 6 and missing.
  private static final Batch ROWS = rows(-1000.0, "new");

  private final ReferenceEngine engine = new ReferenceEngine();

  @Test
  void missingNumbersAreFilledWithWhatTheTrainingRowsSay() {
    assertThat(only("v: {impute: mean}", Impute.class).value()).isEqualTo(3.0, within(1e-12));
    assertThat(only("v: {impute: median}", Impute.class).value()).isEqualTo(2.5, within(1e-12));
    assertThat(only("k: {impute: mode}", Impute.class).value()).isEqualTo(7.0);
    assertThat(only("v: {impute: {constant: -1}}", Impute.class).value()).isEqualTo(-1.0);
    assertThat(only("c: [{impute: mode}, {hash: 4}]", ImputeText.class).value()).isEqualTo("a");
  }

  @Test
  void scalesAreThoseOfTheTrainingRows() {
    Standardize standard = only("v: standardize", Standardize.class);
    assertThat(standard.mean()).isEqualTo(3.0, within(1e-12));
    assertThat(standard.deviation()).isEqualTo(Math.sqrt(3.5), within(1e-12));
    MinMax unit = only("v: min-max", MinMax.class);
    assertThat(unit.min()).isEqualTo(1.0);
    assertThat(unit.max()).isEqualTo(6.0);
  }

  /** Worked out by hand for 1, 2, 3, 6: quartiles between neighbours, 1.75, 2.5 and 3.75. */
  @Test
  void outliersDoNotMoveARobustScaleAndSignsStayUnderMaxAbs() {
    Standardize robust = only("v: robust", Standardize.class);
    assertThat(robust.mean()).isEqualTo(2.5, within(1e-12));
    assertThat(robust.deviation()).isEqualTo(2.0, within(1e-12));
    Standardize largest = only("n: {expression: 2 - v, steps: [max-abs]}", Standardize.class);
    assertThat(largest.mean()).isEqualTo(0.0);
    assertThat(largest.deviation()).isEqualTo(4.0);
  }

  @Test
  void aConstantColumnIsNotDivided() {
    for (String step : List.of("standardize", "robust", "max-abs")) {
      Standardize same = only("z: {expression: v * 0, steps: [" + step + "]}", Standardize.class);
      assertThat(same.mean()).as(step).isEqualTo(0.0);
      assertThat(same.deviation()).as(step).isEqualTo(1.0);
    }
  }

  @Test
  void aLaterStepIsFittedOnWhatTheEarlierOnesGive() {
    Standardize after = only("v: [{impute: median}, standardize]", Standardize.class);
    assertThat(after.mean()).isEqualTo(2.9, within(1e-12));
    assertThat(after.deviation()).isEqualTo(Math.sqrt(2.84), within(1e-12));
    MinMax clipped = only("v: [{clip: {high: 4}}, min-max]", MinMax.class);
    assertThat(clipped.max()).isEqualTo(4.0);
  }

  @Test
  void bucketsHaveTheQuantilesOfTheTrainingRowsAsEdges() {
    assertThat(only("v: {quantile-buckets: 4}", Buckets.class).edges().toArray())
        .containsExactly(new double[] {1.75, 2.5, 3.75}, within(1e-12));
    assertThat(only("v: {buckets: [0, 2]}", Buckets.class).edges().toArray())
        .containsExactly(0.0, 2.0);
  }

  @Test
  void categoriesAreThoseOfTheTrainingRows() {
    String oneHot = "c: {one-hot: {top: 2, least: 1}}";
    assertThat(only(oneHot, Encode.class).vocabulary().values()).containsExactly("a", "b");
    FeaturePlan plan = fit(oneHot);
    assertThat(plan.featureNames()).containsExactly("c=a", "c=b", "c:other", "c:missing");
    FeatureMatrix matrix = plan.evaluate(ROWS);
    assertThat(row(matrix, 0)).containsExactly(1f, 0f, 0f, 0f);
    assertThat(row(matrix, 4)).containsExactly(0f, 0f, 0f, 1f);
    assertThat(row(matrix, 5)).containsExactly(0f, 0f, 1f, 0f);
    assertThat(only("c: {one-hot: {least: 2}}", Encode.class).vocabulary().values())
        .containsExactly("a");
  }

  @Test
  void stepsWithoutStatisticsCalculate() {
    assertThat(fit("v: log1p").evaluate(ROWS).at(3, 0)).isEqualTo((float) StrictMath.log1p(6));
    assertThat(fit("v: {clip: {low: 2, high: 3}}").evaluate(ROWS).at(0, 0)).isEqualTo(2f);
    assertThat(fit("v: {clip: {low: 2, high: 3}}").evaluate(ROWS).at(3, 0)).isEqualTo(3f);
    assertThat(fit("d: {take: weekday}").evaluate(ROWS).at(0, 0)).isEqualTo(4f);
    assertThat(fit("d: {take: month}").evaluate(ROWS).at(0, 0)).isEqualTo(2f);
    assertThat(fit("d: {cycle: month}").featureNames()).hasSize(2);
    assertThat(fit("sum: {expression: v * 2 + k}").evaluate(ROWS).at(1, 0)).isEqualTo(11f);
    assertThat(fit("v: [missing-flag, {impute: mean}]").evaluate(ROWS).values()).hasSize(14);
    FeatureMatrix hashed = fit("c: {hash: 8}").evaluate(ROWS);
    assertThat(hashed.width()).isGreaterThanOrEqualTo(8);
    assertThat(row(hashed, 0)).isEqualTo(row(hashed, 1)).contains(1f);
  }

  @Test
  void aFeatureCanHaveAnotherNameThanItsColumn() {
    FeaturePlan plan = fit("big: {from: v, steps: [log1p, standardize]}\nv: min-max");
    assertThat(plan.featureNames()).containsExactly("big", "v");
  }

  @Test
  void testRowsChangeNothing() {
    for (String text :
        List.of(
            "v: [{impute: mean}, standardize]",
            "v: [{impute: median}, min-max]",
            "v: [{impute: median}, robust]",
            "v: max-abs",
            "k: {impute: mode}",
            "v: {quantile-buckets: 3}",
            "c: {one-hot: {least: 1}}",
            "c: {ordinal: {least: 1}}")) {
      assertThat(fit(text, rows(1e9, "b")).digest())
          .as(text)
          .isEqualTo(fit(text, rows(-5.0, "zzz")).digest());
    }
  }

  @Test
  void everythingWrongWithTheFeaturesIsToldAtOnce() {
    MillraceException failure =
        catchThrowableOfType(
            MillraceException.class,
            () -> fit("vv: standardize\nc: log1p\nx: {expression: nothing + 1}"));
    assertThat(failure.problems()).hasSizeGreaterThanOrEqualTo(2);
    assertThat(failure.problems().get(0).code()).isEqualTo(ErrorCode.COLUMN_MISSING);
    assertThat(failure.problems().get(0).where()).contains("features.vv").contains("p.yaml:1:1");
    MillraceException type =
        catchThrowableOfType(MillraceException.class, () -> fit("c: standardize"));
    assertThat(type.code()).isEqualTo(ErrorCode.FEATURE_STEP_INVALID);
  }

  private <S extends RowStep> S only(String features, Class<S> type) {
    List<S> found =
        fit(features).steps().stream().filter(type::isInstance).map(type::cast).toList();
    assertThat(found).hasSize(1);
    return found.get(0);
  }

  private FeaturePlan fit(String features) {
    return fit(features, ROWS);
  }

  private FeaturePlan fit(String features, Batch rows) {
    Problems problems = new Problems();
    FeatureSettings settings =
        FeatureSettings.read(Optional.of(YamlReader.read("p.yaml", features)), problems);
    problems.throwIfAny();
    DataCut cut = engine.write(rows.fields(), List.of(rows)).cut();
    SplitRule rule = new SplitRule.ByTime(new ColumnName("t"), 10, 10, 20, 20);
    TrainRows train = new Split(cut, rule, List.of()).train();
    Label label = new Label("v", "v", Task.REGRESSION, List.of(), "");
    Targets targets = new Targets(engine, train, label, rule, 1);
    return new FeatureFitter(engine, train, Map.of(), targets).fit(settings.specs()).plan();
  }

  private static List<Float> row(FeatureMatrix matrix, int row) {
    return java.util.stream.IntStream.range(0, matrix.width())
        .mapToObj(feature -> matrix.at(row, feature))
        .toList();
  }

  private static Batch rows(double testValue, String testText) {
    return Tables.columns("t int64", "v float64", "k int64", "c utf8", "d date")
        .row(0, 1.0, 7, "a", LEAP)
        .row(1, 2.0, 7, "a", LEAP)
        .row(2, 3.0, 8, "a", LEAP)
        .row(3, 6.0, null, "b", null)
        .row(4, null, 7, null, LEAP)
        .row(15, testValue, 9, testText, LEAP.plusYears(1))
        .row(25, testValue, 9, testText, LEAP.plusYears(2))
        .batch();
  }
}

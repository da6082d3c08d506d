package dev.millrace.core.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.column.Batch;
import dev.millrace.core.chart.Chart;
import dev.millrace.core.chart.Mark.Point;
import dev.millrace.core.chart.SvgChart;
import dev.millrace.core.evaluate.Better;
import dev.millrace.core.evaluate.ColumnImportance;
import dev.millrace.core.evaluate.Estimate;
import dev.millrace.core.evaluate.Evaluation;
import dev.millrace.core.evaluate.EvaluationJson;
import dev.millrace.core.evaluate.Evaluator;
import dev.millrace.core.evaluate.ResidualBin;
import dev.millrace.core.evaluate.SliceResult;
import dev.millrace.json.CanonicalJson;
import dev.millrace.json.JsonReader;
import dev.millrace.spi.learn.Task;
import dev.millrace.spi.profile.TableProfile;
import dev.millrace.spi.profile.TableProfiler;
import dev.millrace.spi.scan.Scan;
import dev.millrace.testkit.engine.ReferenceEngine;
import dev.millrace.testkit.table.RandomTables;
import dev.millrace.testkit.table.Tables;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ReportPagesTest {
  private static final String HOSTILE = "<img src=x onerror=alert(1)> & \" '";
  private static final Pattern TAG = Pattern.compile("<(/?[a-zA-Z!][a-zA-Z0-9]*)");

  private final ReferenceEngine engine = new ReferenceEngine();

  @Test
  void namesAndValuesAreTextInAProfile() {
    Tables table = Tables.columns(HOSTILE + " utf8", "</style><script> float64", "b bool");
    for (int i = 0; i < 60; i++) {
      table.row(i % 2 == 0 ? HOSTILE : "</table>", i / 3.0, i % 2 == 0);
    }
    requireSafe(ProfilePage.write(HOSTILE, profile(table.batch())));
  }

  @Test
  void anyTableHasAPage() {
    for (long seed = 0; seed < 12; seed++) {
      Batch batch =
          RandomTables.batch(
              Tables.fields(
                  "i int64",
                  "f float64",
                  "u utf8",
                  "b bool",
                  "d date",
                  "t instant",
                  "l local-datetime",
                  "p decimal(12,3)"),
              seed == 0 ? 0 : (int) (seed * seed * seed),
              seed);
      requireSafe(ProfilePage.write("table " + seed, profile(batch)));
    }
  }

  @Test
  void timesAreShownAsTimes() {
    Tables table = Tables.columns("day date", "at instant");
    for (int i = 0; i < 40; i++) {
      table.row(
          LocalDate.of(2020, 1, 1).plusDays(i),
          Instant.parse("2020-01-01T00:00:00Z").plusSeconds(i));
    }
    String page = ProfilePage.write("t", profile(table.batch()));
    assertThat(page).contains("2020-01-01 .. 2020-02-09", "2020-01-21", "2020-01-01T00:00:20Z");
    assertThat(page).doesNotContain("e+1");
    assertThat(page).contains("own time", "the event time a pipeline says");
  }

  @Test
  void whatIsConstantOrMissingHasNoPicture() {
    Tables table = Tables.columns("same int64", "none utf8", "varied float64");
    for (int i = 0; i < 50; i++) {
      table.row(17031081401L, null, i / 7.0);
    }
    String page = ProfilePage.write("t", profile(table.batch()));
    assertThat(page.split("<svg", -1)).hasSize(2);
  }

  @Test
  void everyTaskHasItsPictures() {
    assertThat(titles(binary(HOSTILE, 0.7)))
        .containsExactly("ROC", "Precision and recall", "Calibration", "Importance of columns");
    assertThat(titles(regression()))
        .containsExactly("Residuals", "Prediction and label", "Importance of columns");
  }

  @Test
  void residualsThatAreAllTheSameHaveAPicture() {
    Evaluation regression = regression();
    Evaluation one =
        new Evaluation(
            "candidate",
            Task.REGRESSION,
            List.of(),
            3,
            Float.NaN,
            regression.results(),
            List.of(),
            List.of(),
            List.of(),
            List.of(new Point(5, 5)),
            List.of(new ResidualBin(-0.5, 0.5, 3)),
            List.of());
    for (Chart chart : EvaluationCharts.of(List.of(one))) {
      assertThat(SvgChart.draw(chart)).doesNotContain("NaN");
    }
  }

  @Test
  void aConfusionIsShadedByItsRow() {
    String page =
        new Html().matrix("label", List.of("a<b", "c"), List.of(3L, 1L, 0L, 0L)).toString();
    requireSafe(page);
    assertThat(page).contains("a&lt;b", "var(--main) 45%", "var(--main) 15%", "var(--main) 0%");
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 1, 0.5, -0.3, 1e-9, 12345.6789, 1e12, -1e300, 4.9e-324})
  void figuresAreShort(double value) {
    Estimate estimate = Estimate.of("m", Better.HIGHER, value, Double.NaN, Double.NaN);
    String shown = Numbers.withInterval(estimate);
    assertThat(Double.parseDouble(shown.replace(",", "")))
        .isCloseTo(value, org.assertj.core.data.Offset.offset(Math.abs(value) * 1e-3 + 1e-320));
  }

  @Test
  void whatIsUndefinedSaysSo() {
    Estimate estimate =
        new Estimate(
            "auc",
            Better.HIGHER,
            Double.NaN,
            Double.NaN,
            Double.NaN,
            Optional.of("it needs rows of both classes"));
    assertThat(Numbers.withInterval(estimate)).isEqualTo("undefined");
    Evaluation evaluation = binary("x", Double.NaN);
    assertThat(CanonicalJson.text(EvaluationJson.of(evaluation)))
        .doesNotContain("NaN")
        .contains("it needs");
  }

  @Test
  void evaluationsSurviveTheirJson() {
    for (Evaluation evaluation :
        List.of(binary(HOSTILE, 0.7), binary("x", Double.NaN), regression())) {
      byte[] bytes = CanonicalJson.bytes(EvaluationJson.of(evaluation));
      assertThat(EvaluationJson.evaluation(JsonReader.read(bytes))).isEqualTo(evaluation);
    }
  }

  private static List<String> titles(Evaluation evaluation) {
    List<Chart> charts = EvaluationCharts.of(List.of(evaluation, evaluation));
    charts.forEach(chart -> requireSafe(SvgChart.draw(chart)));
    return charts.stream().map(Chart::title).toList();
  }

  /** Only known elements, so that no name or value became one; no number that is none. */
  private static void requireSafe(String page) {
    Matcher tags = TAG.matcher(page);
    while (tags.find()) {
      assertThat(tags.group(1).replace("/", ""))
          .isIn(
              "!doctype",
              "html",
              "head",
              "meta",
              "title",
              "style",
              "body",
              "h1",
              "h2",
              "h3",
              "p",
              "div",
              "table",
              "thead",
              "tbody",
              "tr",
              "th",
              "td",
              "svg",
              "text",
              "line",
              "rect",
              "path",
              "circle",
              "footer",
              "strong");
    }
    assertThat(page).doesNotContain("=\"NaN", "onerror=alert(1)>", "Infinity\"");
  }

  private static Evaluation binary(String slice, double area) {
    Estimate estimate =
        Double.isNaN(area)
            ? new Estimate("auc", Better.HIGHER, area, area, area, Optional.of("it needs x"))
            : Estimate.of("auc", Better.HIGHER, area, 0.6, 0.8);
    List<Point> curve = List.of(new Point(0, 0), new Point(0.2, 0.7), new Point(1, 1));
    return new Evaluation(
        "candidate",
        Task.BINARY,
        List.of("no", "yes"),
        10,
        0.5f,
        new Evaluator.Results(
            List.of(estimate), List.of(new SliceResult("by", slice, 4, List.of(estimate)))),
        List.of(4L, 1L, 2L, 3L),
        curve,
        curve,
        curve,
        List.of(),
        List.of(new ColumnImportance(slice, 0.5, 0.1), new ColumnImportance("low", -0.1, 0.2)));
  }

  private static Evaluation regression() {
    return new Evaluation(
        "candidate",
        Task.REGRESSION,
        List.of(),
        10,
        Float.NaN,
        new Evaluator.Results(List.of(Estimate.of("rmse", Better.LOWER, 2.5, 2, 3)), List.of()),
        List.of(),
        List.of(),
        List.of(),
        List.of(new Point(1, 2), new Point(4, 3)),
        List.of(new ResidualBin(-100, -1, 1), new ResidualBin(-1, 0, 4), new ResidualBin(0, 1, 5)),
        List.of(new ColumnImportance("x", 0.5, 0.1)));
  }

  private TableProfile profile(Batch batch) {
    return TableProfiler.profile(
        engine, Scan.all(engine.write(batch.fields(), List.of(batch)).cut()));
  }
}

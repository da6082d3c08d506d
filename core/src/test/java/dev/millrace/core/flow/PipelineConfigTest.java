package dev.millrace.core.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.millrace.core.config.KeyDoc;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.MillraceException;
import dev.millrace.error.Problem;
import dev.millrace.spi.learn.LearnerProvider;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class PipelineConfigTest {
  private static final String LEAST =
      """
      name: taxi
      source:
        files: rows.csv
      label:
        column: big
      """;

  @Test
  void theLeastPipelineHasDefaultsForTheRest() {
    PipelineConfig config = read(LEAST);
    assertThat(config.name().value()).isEqualTo("taxi");
    assertThat(config.source().files()).containsExactly("rows.csv");
    assertThat(config.split().train()).isEqualTo(0.70);
    assertThat(config.train().learner()).isEqualTo("stump");
    assertThat(config.gate()).isEmpty();
    assertThat(config.seed()).isEqualTo(42);
  }

  @Test
  void anUnknownKeyIsRefusedWithItsPlaceAndTheNearestSpelling() {
    Problem problem = only(refusal(LEAST + "split:\n  trian: 60%\n"));
    assertThat(problem.code()).isEqualTo(ErrorCode.CONFIG_KEY_UNKNOWN);
    assertThat(problem.where()).isEqualTo("p.yaml:7:3");
    assertThat(problem.what()).contains("split.trian");
    assertThat(problem.next()).contains("'train'");
    assertThat(only(refusal(LEAST + "gat: []\n")).next()).contains("'gate'");
  }

  @Test
  void everythingThatIsWrongIsToldAtOnce() {
    List<Problem> problems =
        refusal(
            """
            name: Taxi!
            source:
              format: xls
            label:
              colunm: big
            split:
              gap: 5
            train:
              memory: 4
              rounds: 0
            evaluate:
              bootstrap: many
            gate:
              - auc => 0.7
            seed: -1
            """);
    assertThat(problems.stream().map(Problem::what))
        .anyMatch(what -> what.contains("'name'"))
        .anyMatch(what -> what.contains("'source.files'"))
        .anyMatch(what -> what.contains("'source.format'"))
        .anyMatch(what -> what.contains("'label.colunm'"))
        .anyMatch(what -> what.contains("'split.gap'"))
        .anyMatch(what -> what.contains("'train.memory'"))
        .anyMatch(what -> what.contains("'train.rounds'"))
        .anyMatch(what -> what.contains("'evaluate.bootstrap'"))
        .anyMatch(what -> what.contains("'gate'"))
        .anyMatch(what -> what.contains("'seed'"));
    assertThat(problems).allMatch(problem -> problem.where().startsWith("p.yaml:"));
  }

  @Test
  void sharesThatDoNotAddUpAreRefused() {
    assertThat(only(refusal(LEAST + "split: {train: 60%, validation: 10%, test: 10%}\n")).what())
        .contains("100%");
    assertThat(only(refusal(LEAST + "split: {by: group}\n")).what()).contains("split.group");
    assertThat(only(refusal(LEAST + "split: {by: hash, gap: 1d}\n")).what()).contains("split.gap");
  }

  @Test
  void aGateOverSlicesNobodyEvaluatesIsRefused() {
    String gate = "gate: [slice(company).auc >= 0.6]\n";
    assertThat(only(refusal(LEAST + gate)).code()).isEqualTo(ErrorCode.GATE_INVALID);
    assertThat(read(LEAST + gate + "evaluate: {slices: [company]}\n").gate()).hasSize(1);
  }

  @Test
  void aMetricNobodyComputesIsRefusedWhereItStands() {
    Problem unknown = only(refusal(LEAST + "gate:\n  - auc >= 0.6\n  - rmsee <= 3\n"));
    assertThat(unknown.code()).isEqualTo(ErrorCode.METRIC_UNKNOWN);
    assertThat(unknown.where()).isEqualTo("p.yaml:8:5");
    assertThat(unknown.found()).isEqualTo("rmsee");
    assertThat(unknown.allowed()).contains("binary: auc", "multiclass: ", "regression: rmse");
    assertThat(unknown.next()).isEqualTo("Did you mean 'rmse'?");

    Problem other = only(refusal(LEAST + "  task: binary\ngate: [rmse <= 3]\n"));
    assertThat(other.where()).isEqualTo("p.yaml:7:8");
    assertThat(other.what()).contains("binary task");
    assertThat(other.allowed()).contains("auc").doesNotContain("rmse");

    Problem watched = only(refusal(LEAST + "monitor: { quality: { metric: aucc } }\n"));
    assertThat(watched.where()).isEqualTo("p.yaml:6:31");
    assertThat(watched.allowed()).contains("auc", "rmse");
  }

  @Test
  void anExpressionThatIsNoneIsRefusedWhereItStands() {
    String whole = LEAST.replace("column: big", "when: tips >> 0.2");
    assertPlace("p.yaml:5:15", whole);
    assertPlace("p.yaml:5:16", whole.replace("tips >> 0.2", "'tips >> 0.2'"));
    assertPlace(
        "p.yaml:5:9, column 5 of the expression", whole.replace("tips >> 0.2", "'a = ''b'"));
    assertPlace(
        "p.yaml:5:9, line 2, column 3 of the expression",
        whole.replace("tips >> 0.2", "|\n    tips\n    > > 2"));
    assertPlace("p.yaml:7:27", LEAST + "features:\n  speed: { expression: a * }\n");
  }

  @Test
  void aFunctionThatIsNotThereIsRefusedWhereItStands() {
    Problem function = only(refusal(LEAST + "features:\n  speed: { expression: \"logg(a)\" }\n"));
    assertThat(function.code()).isEqualTo(ErrorCode.EXPRESSION_FUNCTION_UNKNOWN);
    assertThat(function.where()).isEqualTo("p.yaml:7:25");
  }

  private static void assertPlace(String place, String text) {
    Problem problem = only(refusal(text));
    assertThat(problem.code()).as(text).isEqualTo(ErrorCode.EXPRESSION_SYNTAX);
    assertThat(problem.where()).as(text).isEqualTo(place);
  }

  @Test
  void aSplitByTimeNeedsATime() {
    Problem problem = only(refusal(LEAST + "split: { by: time }\n"));
    assertThat(problem.code()).isEqualTo(ErrorCode.CONFIG_KEY_MISSING);
    assertThat(problem.where()).isEqualTo("p.yaml:6:10");
    assertThat(problem.next()).contains("source.time.column");
    assertThat(only(refusal(LEAST + "split: { gap: 1d }\n")).what()).contains("split.gap");
    String timed = LEAST.replace("rows.csv\n", "rows.csv\n  time: { column: t }\n");
    assertThat(read(timed + "split: { gap: 1d }\n").split().gap().toDays()).isEqualTo(1);
  }

  @Test
  void aLabelIsToldInOneWay() {
    assertThat(only(refusal(LEAST.replace("column: big", "name: big"))).what()).contains("label");
    assertThat(only(refusal(LEAST + "  when: tips > 1\n")).what()).contains("label");
  }

  @Test
  void everyKeyIsDescribedOnce() {
    List<KeyDoc> docs = PipelineConfig.describe(learners());
    assertThat(docs)
        .allSatisfy(
            doc -> {
              assertThat(doc.meaning()).as(doc.path()).isNotBlank();
              assertThat(doc.allowed()).as(doc.path()).isNotBlank();
              assertThat(doc.defaultText().isEmpty())
                  .as(doc.path())
                  .isEqualTo(doc.presence() != KeyDoc.Presence.DEFAULTED);
            });
    assertThat(docs.stream().map(KeyDoc::path))
        .doesNotHaveDuplicates()
        .contains("name", "source.files", "split.gap", "train.rounds", "evaluate.cost", "seed");
  }

  @Test
  void commentsAndOrderOfLinesChangeNoDigest() {
    PipelineConfig first = read(LEAST + "seed: 1\n");
    PipelineConfig again = read("# why\r\n" + LEAST.replace("\n", "\r\n") + "seed: 1 # here\r\n");
    assertThat(again.written()).isEqualTo(first.written());
    PipelineConfig other = read(LEAST + "seed: 2\n");
    assertThat(other.written().prepare()).isNotEqualTo(first.written().prepare());
    assertThat(other.written().source()).isEqualTo(first.written().source());
  }

  private static SortedMap<String, LearnerProvider> learners() {
    return new TreeMap<>(java.util.Map.of("stump", new NamedLearner("stump")));
  }

  private static PipelineConfig read(String text) {
    return PipelineConfig.read("p.yaml", text, learners());
  }

  private static List<Problem> refusal(String text) {
    MillraceException failure = catchThrowableOfType(MillraceException.class, () -> read(text));
    assertThat(failure).as("refusal of %s", text).isNotNull();
    return failure.problems();
  }

  private static Problem only(List<Problem> problems) {
    assertThat(problems).hasSize(1);
    return problems.get(0);
  }
}

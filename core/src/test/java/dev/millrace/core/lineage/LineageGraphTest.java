package dev.millrace.core.lineage;

import static dev.millrace.testkit.store.StoreCases.NOON;
import static dev.millrace.testkit.store.StoreCases.TAXI;
import static dev.millrace.testkit.store.StoreCases.digest;
import static dev.millrace.testkit.store.StoreCases.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.core.lineage.LineageGraph.Way;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.MillraceException;
import dev.millrace.spi.store.RunStatus;
import dev.millrace.spi.store.StageOrigin;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What rests on what, and what people call it. */
class LineageGraphTest {
  private static final LineageNode FILE_A = node(LineageKind.FILE, "a", "/data/a.csv");
  private static final LineageNode FILE_B = node(LineageKind.FILE, "b", "/data/b.csv");
  private static final LineageNode NO_RULE = node(LineageKind.VALIDATION, "[]", "rules broken");
  private static final LineageNode SCORER_A = node(LineageKind.SCORER, "sa", "xgboost");
  private static final LineageNode SCORER_B = node(LineageKind.SCORER, "sb", "xgboost");
  private static final LineageNode EVALUATION = node(LineageKind.EVALUATION, "e", "");
  private static final LineageNode VERSION = StageContents.version("taxi", 2);
  private static final LineageNode RELEASE =
      LineageNode.named(LineageKind.RELEASE, "taxi/production/7");

  /** Two runs over other files whose validations found the same: nothing. */
  private final LineageGraph graph =
      new LineageGraph(
          List.of(FILE_A, FILE_B, NO_RULE, SCORER_A, SCORER_B, EVALUATION, VERSION, RELEASE),
          List.of(
              step("validate", List.of(FILE_A), List.of(NO_RULE), 1),
              step("train", List.of(FILE_A, NO_RULE), List.of(SCORER_A), 1, 3),
              step("validate", List.of(FILE_B), List.of(NO_RULE), 2),
              step("train", List.of(FILE_B, NO_RULE), List.of(SCORER_B), 2),
              step("evaluate", List.of(SCORER_B, SCORER_A), List.of(EVALUATION), 2),
              step("register", List.of(SCORER_A), List.of(VERSION), 1),
              step("release", List.of(VERSION), List.of(RELEASE))));

  @Test
  void contentsThatAreEqualByChanceJoinNothing() {
    assertThat(reached(SCORER_A, Way.UP)).containsExactlyInAnyOrder(FILE_A, NO_RULE);
    assertThat(reached(SCORER_B, Way.UP)).containsExactlyInAnyOrder(FILE_B, NO_RULE);
    assertThat(reached(FILE_B, Way.DOWN)).contains(SCORER_B).doesNotContain(SCORER_A, VERSION);
  }

  @Test
  void whatAnotherRunMadeIsFollowedThere() {
    assertThat(reached(EVALUATION, Way.UP)).contains(SCORER_A, SCORER_B, FILE_A, FILE_B);
    assertThat(reached(FILE_A, Way.DOWN)).contains(SCORER_A, EVALUATION, VERSION, RELEASE);
    assertThat(reached(RELEASE, Way.UP)).contains(VERSION, SCORER_A, FILE_A).doesNotContain(FILE_B);
    assertThat(graph.reach(List.of(RELEASE), Way.UP).nodes()).containsEntry(SCORER_A, 2);
  }

  @Test
  void aPartHoldsOnlyWhatIsReached() {
    LineageGraph part = graph.part(List.of(SCORER_B), List.of(Way.UP, Way.DOWN));
    assertThat(part.nodes()).containsExactlyInAnyOrder(FILE_B, NO_RULE, SCORER_B, EVALUATION);
    assertThat(part.steps())
        .extracting(LineageStep::name)
        .containsExactlyInAnyOrder("validate", "train", "evaluate");
    assertThat(part.steps()).noneMatch(step -> step.inputs().contains(SCORER_A.id()));
  }

  @Test
  void circlesEnd() {
    LineageGraph circle =
        new LineageGraph(
            List.of(SCORER_A, EVALUATION),
            List.of(
                step("a", List.of(SCORER_A), List.of(EVALUATION), 1),
                step("b", List.of(EVALUATION), List.of(SCORER_A), 2)));
    assertThat(circle.reach(List.of(SCORER_A), Way.UP).nodes()).hasSize(2);
    assertThat(LineagePicture.draw("circle", circle, List.of(SCORER_A))).contains("</svg>");
  }

  @Test
  void nodesAreFoundByWhatPeopleCallThem() {
    assertThat(find("taxi")).containsExactly(VERSION);
    assertThat(find("taxi/2")).containsExactly(VERSION);
    assertThat(find("taxi/production")).containsExactly(RELEASE);
    assertThat(find("taxi/production/7")).containsExactly(RELEASE);
    assertThat(find("a.csv")).containsExactly(FILE_A);
    assertThat(find("/data/b.csv")).containsExactly(FILE_B);
    assertThat(find(digest("sa").hex().substring(0, 10))).containsExactly(SCORER_A);
    assertThat(find("run/" + run(2))).containsExactlyInAnyOrder(NO_RULE, SCORER_B, EVALUATION);
    assertThat(new LineageNames(graph).find("copy.csv", List.of(digest("a"))))
        .as("by its content under another name")
        .containsExactly(FILE_A);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "tax",
        "csv",
        "taxi/3",
        "ffffffffffff",
        "taxi\u0007/2",
        "\u001b[2J",
        "taxi\n",
        "'; DROP TABLE event; --",
        "taxi/%",
        "run/0000000000000000"
      })
  void whatIsNotThereIsRefused(String text) {
    assertThatThrownBy(() -> find(text))
        .isInstanceOfSatisfying(
            MillraceException.class,
            e -> {
              assertThat(e.code()).isEqualTo(ErrorCode.USAGE);
              assertThat(e.problems().getFirst().text())
                  .contains("MODEL/VERSION", "millrace models list")
                  .doesNotContainPattern("\\p{Cntrl}");
            });
  }

  @Test
  void thePictureIsTheSameEveryTimeAndHoldsAnyName() {
    LineageNode odd = node(LineageKind.FILE, "odd", "/data/<b>\"&\u0001.csv");
    LineageGraph part =
        new LineageGraph(
            List.of(odd, SCORER_A), List.of(step("train", List.of(odd), List.of(SCORER_A), 1)));
    String drawn = LineagePicture.draw("of <x>", part, List.of(odd));
    assertThat(drawn)
        .isEqualTo(LineagePicture.draw("of <x>", part, List.of(odd)))
        .contains("&lt;b&gt;&quot;&amp;")
        .doesNotContain("<b>", "\u0001");
  }

  private List<LineageNode> find(String text) {
    return new LineageNames(graph).find(text, List.of());
  }

  private List<LineageNode> reached(LineageNode start, Way way) {
    return graph.reach(List.of(start), way).nodes().keySet().stream()
        .filter(node -> !node.equals(start))
        .toList();
  }

  private static LineageNode node(LineageKind kind, String content, String name) {
    return LineageNode.of(kind, digest(content), name);
  }

  private static LineageStep step(
      String name, List<LineageNode> inputs, List<LineageNode> outputs, int... runs) {
    return new LineageStep(
        name,
        inputs.stream().map(LineageNode::id).toList(),
        outputs.stream().map(LineageNode::id).toList(),
        IntStream.of(runs)
            .mapToObj(
                number ->
                    new StepRun(run(number), TAXI, RunStatus.DONE, StageOrigin.MADE, NOON, NOON))
            .toList());
  }
}

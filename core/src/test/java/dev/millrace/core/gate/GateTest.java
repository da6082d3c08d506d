package dev.millrace.core.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.millrace.core.evaluate.Better;
import dev.millrace.core.evaluate.Estimate;
import dev.millrace.core.evaluate.Evaluator;
import dev.millrace.core.evaluate.SliceResult;
import dev.millrace.core.gate.GateLine.Outcome;
import dev.millrace.core.gate.GateRule.Reference;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class GateTest {
  private static final Contender CANDIDATE =
      contender(0.80, slice("a", 0.9), slice("b", 0.6), slice("c", 0.5));

  @Test
  void aNumberIsALimit() {
    assertThat(outcome("auc >= 0.8")).isEqualTo(Outcome.PASSED);
    assertThat(outcome("auc > 0.8")).isEqualTo(Outcome.FAILED);
    assertThat(outcome("auc <= 80%")).isEqualTo(Outcome.PASSED);
    assertThat(outcome("auc < 80%")).isEqualTo(Outcome.FAILED);
    assertThat(outcome("auc >= 81%")).isEqualTo(Outcome.FAILED);
  }

  @Test
  void theChampionIsComparedWithSlack() {
    GateRule rule = rule("auc >= champion - 0.005");
    assertThat(rule.than()).isEqualTo(Reference.CHAMPION);
    assertThat(rule.offset()).isEqualTo(-0.005);
    assertThat(line(rule, Map.of(Reference.CHAMPION, contender(0.804))).outcome())
        .isEqualTo(Outcome.PASSED);
    GateLine worse = line(rule, Map.of(Reference.CHAMPION, contender(0.806)));
    assertThat(worse.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(worse.value()).isEqualTo(0.80);
    assertThat(worse.limit()).isEqualTo(0.801, within(1e-12));
  }

  @Test
  void withoutAChampionItsRuleDoesNotApply() {
    GateVerdict verdict =
        new Gate(CANDIDATE, Map.of()).judge(List.of(rule("auc >= champion"), rule("auc > 50%")));
    assertThat(verdict.lines().stream().map(GateLine::outcome))
        .containsExactly(Outcome.NOT_APPLICABLE, Outcome.PASSED);
    assertThat(verdict.blessed()).isTrue();
  }

  @Test
  void aBaselineThatWasNotEvaluatedDecidesNothing() {
    assertThat(outcome("auc >= linear + 1%")).isEqualTo(Outcome.UNDECIDED);
    assertThat(outcome("slice(s).auc >= constant")).isEqualTo(Outcome.UNDECIDED);
  }

  @Test
  void whatCannotBeComputedIsANo() {
    assertThat(outcome("nothing >= 0")).isEqualTo(Outcome.UNDECIDED);
    Gate undefined = new Gate(contender(Double.NaN), Map.of());
    GateVerdict verdict = undefined.judge(List.of(rule("auc <= 1")));
    assertThat(verdict.lines().get(0).outcome()).isEqualTo(Outcome.UNDECIDED);
    assertThat(verdict.blessed()).isFalse();
    GateLine against =
        line(rule("auc >= champion"), Map.of(Reference.CHAMPION, contender(Double.NaN)));
    assertThat(against.outcome()).isEqualTo(Outcome.UNDECIDED);
  }

  @Test
  void everySliceMustHold() {
    assertThat(outcome("slice(s).auc >= 0.5")).isEqualTo(Outcome.PASSED);
    GateLine worst = line(rule("slice(s).auc >= 0.7"), Map.of());
    assertThat(worst.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(worst.why()).contains("s = b").contains("2 of 3");
    assertThat(outcome("slice(other).auc >= 0")).isEqualTo(Outcome.UNDECIDED);
  }

  @Test
  void aFailedSliceWeighsMoreThanAnUndecidedOne() {
    Contender odd = contender(0.8, slice("a", Double.NaN), slice("b", 0.4));
    Gate gate = new Gate(odd, Map.of());
    assertThat(gate.judge(List.of(rule("slice(s).auc >= 0.5"))).lines().get(0).outcome())
        .isEqualTo(Outcome.FAILED);
    assertThat(gate.judge(List.of(rule("slice(s).auc >= 0.4"))).lines().get(0).outcome())
        .isEqualTo(Outcome.UNDECIDED);
  }

  @Test
  void aSliceTheChampionDoesNotKnowIsUndecided() {
    Contender champion = contender(0.8, slice("a", 0.9), slice("b", 0.6));
    GateLine line = line(rule("slice(s).auc >= champion"), Map.of(Reference.CHAMPION, champion));
    assertThat(line.outcome()).isEqualTo(Outcome.UNDECIDED);
    assertThat(line.why()).contains("s = c");
  }

  @Test
  void noRulesDemandNothing() {
    assertThat(new Gate(CANDIDATE, Map.of()).judge(List.of()).blessed()).isTrue();
  }

  @Test
  void aVerdictIsReadBack() {
    GateVerdict verdict =
        new Gate(CANDIDATE, Map.of())
            .judge(List.of(rule("auc >= champion"), rule("auc >= 1"), rule("x >= 1")));
    assertThat(GateJson.verdict(GateJson.of(verdict))).isEqualTo(verdict);
  }

  @Test
  void rulesOfAnotherFormAreRefused() {
    for (String text :
        List.of(
            "",
            "auc",
            "auc => 1",
            "auc = 1",
            "AUC >= 1",
            "auc >= champ",
            "slice().auc > 1",
            "auc >= champion * 2",
            "auc >= 1 1",
            "auc >= NaN",
            "auc >= champion - champion")) {
      assertThatThrownBy(() -> rule(text)).as(text).isInstanceOf(IllegalArgumentException.class);
    }
  }

  private static Outcome outcome(String rule) {
    return line(rule(rule), Map.of()).outcome();
  }

  private static GateLine line(GateRule rule, Map<Reference, Contender> others) {
    return new Gate(CANDIDATE, others).judge(List.of(rule)).lines().get(0);
  }

  private static GateRule rule(String text) {
    return GateRuleForm.FORM.parse().apply(text);
  }

  private static Contender contender(double area, SliceResult... slices) {
    return new Contender("c", new Evaluator.Results(List.of(auc(area)), Arrays.asList(slices)));
  }

  private static SliceResult slice(String value, double area) {
    return new SliceResult("s", value, 100, List.of(auc(area)));
  }

  private static Estimate auc(double area) {
    return Estimate.of("auc", Better.HIGHER, area, Double.NaN, Double.NaN);
  }
}

package dev.millrace.scorer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.error.MillraceException;
import dev.millrace.model.OutputMapping;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class DecisionPolicyTest {

  @Test
  void aScoreIsRoundedToFloatOnceAndThenCompared() {
    double justBelow = Math.nextDown(0.5);
    Scores scores = binary(0.0, -1e-9, -1e-3, 1e-3);
    assertThat(scores.score(1, 0)).isLessThanOrEqualTo(justBelow);
    DecisionPolicy half = new DecisionPolicy.Threshold(0.5f);
    assertThat(decisions(half, scores)).containsExactly(1, 1, 0, 1);
    assertThat(decisions(new DecisionPolicy.Threshold(0), scores)).containsExactly(1, 1, 1, 1);
    assertThat(decisions(new DecisionPolicy.Threshold(1), scores)).containsExactly(0, 0, 0, 0);
    assertThat(decisions(half, binary(Double.NaN))).containsExactly(0);
  }

  @Test
  void theFirstOfEquallyProbableClassesIsChosen() {
    OutputMapping mapping = OutputMapping.classes(List.of("a", "b", "c"));
    Scores scores = new Scores(mapping, 3, new double[] {1, 1, 0, 0, 1, 1, 0, 0, 5});
    assertThat(decisions(new DecisionPolicy.MostProbable(), scores)).containsExactly(0, 1, 2);
  }

  @Test
  void bytesGiveTheSamePolicyBack() {
    for (DecisionPolicy policy :
        List.of(
            new DecisionPolicy.Threshold(0.1f),
            new DecisionPolicy.Threshold(1f),
            new DecisionPolicy.MostProbable())) {
      assertThat(DecisionPolicyJson.read(policy.bytes())).isEqualTo(policy);
      assertThat(DecisionPolicyJson.read(policy.bytes()).digest()).isEqualTo(policy.digest());
    }
    assertThat(new DecisionPolicy.Threshold(-0.0f).digest())
        .isEqualTo(new DecisionPolicy.Threshold(0.0f).digest());
  }

  @Test
  void otherBytesAreRefused() {
    refused("{\"format\":\"millrace-decision\",\"kind\":\"coin\",\"version\":1}");
    refused("{\"format\":\"millrace-decision\",\"kind\":\"most-probable\",\"version\":2}");
    refused("{\"format\":\"other\",\"kind\":\"most-probable\",\"version\":1}");
    String threshold =
        "{\"format\":\"millrace-decision\",\"kind\":\"threshold\",\"threshold\":%,\"version\":1}";
    for (String value : List.of("0.1", "2.0", "-1.0", "1", "null", "1e99")) {
      refused(threshold.replace("%", value));
    }
    assertThatThrownBy(() -> new DecisionPolicy.Threshold(Float.NaN))
        .isInstanceOf(MillraceException.class);
  }

  @Test
  void aPolicyFitsScorersOfItsKindOnly() {
    OutputMapping two = OutputMapping.binary("a", "b");
    OutputMapping three = OutputMapping.classes(List.of("a", "b", "c"));
    DecisionPolicy threshold = new DecisionPolicy.Threshold(0.5f);
    DecisionPolicy probable = new DecisionPolicy.MostProbable();
    threshold.requireFits(two);
    probable.requireFits(three);
    assertThatThrownBy(() -> threshold.requireFits(three)).isInstanceOf(MillraceException.class);
    assertThatThrownBy(() -> probable.requireFits(two)).isInstanceOf(MillraceException.class);
    assertThatThrownBy(() -> threshold.requireFits(OutputMapping.regression()))
        .isInstanceOf(MillraceException.class);
  }

  private static Scores binary(double... margins) {
    return new Scores(OutputMapping.binary("no", "yes"), margins.length, margins);
  }

  private static int[] decisions(DecisionPolicy policy, Scores scores) {
    int[] decisions = new int[scores.rows()];
    for (int row = 0; row < decisions.length; row++) {
      decisions[row] = policy.decide(scores, row);
    }
    return decisions;
  }

  private static void refused(String json) {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    assertThatThrownBy(() -> DecisionPolicyJson.read(bytes)).isInstanceOf(MillraceException.class);
  }
}

package dev.millrace.spi.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.millrace.error.ErrorCode;
import dev.millrace.error.MillraceException;
import dev.millrace.error.Problem;
import dev.millrace.json.CanonicalJson;
import dev.millrace.json.Json;
import dev.millrace.json.JsonSyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class LearnerSettingsTest {
  private static final List<LearnerSetting> KNOWN =
      List.of(
          LearnerSetting.whole("rounds", "most rounds", 200, 1, 10_000),
          LearnerSetting.real("learning-rate", "share of a tree that is added", 0.1, 1e-4, 1));

  @Test
  void whatIsNotGivenTakesItsDefault() {
    LearnerSettings settings = LearnerSettings.of(KNOWN, Map.of("rounds", 7.0));
    assertThat(settings.whole("rounds")).isEqualTo(7);
    assertThat(settings.real("learning-rate")).isEqualTo(0.1);
    assertThat(LearnerSettings.defaults(KNOWN).whole("rounds")).isEqualTo(200);
  }

  @Test
  void everyProblemIsToldAtOnceWithWhatIsAllowed() {
    MillraceException refusal =
        catchThrowableOfType(
            MillraceException.class,
            () ->
                LearnerSettings.of(
                    KNOWN, Map.of("rounds", 1.5, "learning-rate", Double.NaN, "round", 3.0)));
    assertThat(refusal).isNotNull();
    assertThat(refusal.problems())
        .extracting(Problem::code)
        .containsOnly(ErrorCode.LEARNER_SETTING_INVALID)
        .hasSize(3);
    assertThat(refusal.problems()).extracting(Problem::where).contains("rounds", "learning-rate");
    assertThat(refusal)
        .hasMessageContaining("a whole number from 1 to 10000")
        .hasMessageContaining("a number from 1.0E-4 to 1.0")
        .hasMessageContaining("Did you mean 'rounds'?");
  }

  @Test
  void limitsBelongToWhatIsAllowed() {
    for (double value : new double[] {1, 10_000}) {
      assertThat(KNOWN.get(0).check(value)).isEmpty();
    }
    for (double value : new double[] {0, 10_001, -1, Double.POSITIVE_INFINITY, Double.NaN}) {
      assertThat(KNOWN.get(0).check(value)).isPresent();
    }
  }

  @Test
  void theJsonFormReadsBack() {
    LearnerSettings settings = LearnerSettings.of(KNOWN, Map.of("learning-rate", 0.3));
    assertThat(new String(CanonicalJson.bytes(settings.json()), StandardCharsets.UTF_8))
        .isEqualTo("{\"learning-rate\":0.3,\"rounds\":200}");
    assertThat(LearnerSettings.read(KNOWN, settings.json()).json()).isEqualTo(settings.json());
    Json.Members text = Json.members().put("rounds", "many").build();
    assertThatThrownBy(() -> LearnerSettings.read(KNOWN, text))
        .isInstanceOf(JsonSyntaxException.class);
  }

  @Test
  void aDeclarationThatContradictsItselfIsAFaultOfTheLearner() {
    assertThatThrownBy(() -> LearnerSetting.real("a", "b", 2, 0, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new LearnerSetting("a", "b", 1, 0.5, 2, LearnerSetting.Kind.WHOLE))
        .isInstanceOf(IllegalArgumentException.class);
    LearnerSettings settings = LearnerSettings.defaults(KNOWN);
    assertThatThrownBy(() -> settings.real("depth")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> settings.whole("learning-rate"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}

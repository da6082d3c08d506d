package dev.millrace.testkit.learn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.error.ErrorCode;
import dev.millrace.error.MillraceException;
import dev.millrace.spi.learn.LearnerSetting;
import dev.millrace.spi.learn.LearnerSettings;
import dev.millrace.spi.learn.Task;
import dev.millrace.spi.learn.TrainingRows;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

/** What a learner declares: names, limits it keeps, a revision. */
public interface LearnerSettingsContract extends LearnerFixture {
  @Test
  default void namesAreKebabCaseAndOnce() {
    assertThat(provider().name()).matches("[a-z][a-z0-9-]*");
    assertThat(provider().revision()).matches("[0-9]+[-.a-z0-9]*");
    assertThat(provider().tasks()).isNotEmpty();
    List<String> names = provider().settings().stream().map(LearnerSetting::name).toList();
    assertThat(names).doesNotHaveDuplicates().allMatch(name -> name.matches("[a-z][a-z0-9-]*"));
    assertThat(provider().settings()).allMatch(setting -> !setting.meaning().isBlank());
  }

  /** Every limit of every setting trains a model on a few rows. */
  @Test
  default void limitsAreReachable() {
    Task task = provider().tasks().iterator().next();
    TrainingRows train = MadeRows.of(task, 60, 3, 41);
    for (LearnerSetting setting : provider().settings()) {
      for (double limit : new double[] {setting.lowest(), setting.highest()}) {
        LearnerFixture atLimit = new LimitFixture(this, setting.name(), limit);
        Parity.requireFinite(
            setting.name() + " at " + limit,
            LearnerFixture.margins(atLimit.model(task, train), train));
      }
    }
  }

  @Test
  default void valuesBeyondTheLimitsAndUnknownNamesAreRefusedTogether() {
    for (LearnerSetting setting : provider().settings()) {
      double beyond = setting.highest() * 2 + 1;
      Map<String, Double> given = Map.of(setting.name(), beyond, setting.name() + "s", 1.0);
      MillraceException refusal =
          Assertions.catchThrowableOfType(
              MillraceException.class, () -> LearnerSettings.of(provider().settings(), given));
      assertThat(refusal).isNotNull();
      assertThat(refusal.problems())
          .hasSize(2)
          .allMatch(problem -> problem.code() == ErrorCode.LEARNER_SETTING_INVALID);
      assertThat(refusal.problems().get(1).next()).contains(setting.name());
    }
  }

  @Test
  default void settingsSurviveTheirJsonForm() {
    LearnerSettings settings = settings();
    assertThat(LearnerSettings.read(provider().settings(), settings.json()).json())
        .isEqualTo(settings.json());
  }
}

package dev.millrace.core.trigger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.core.config.ConfigNode;
import dev.millrace.core.config.Problems;
import dev.millrace.core.config.Section;
import dev.millrace.core.config.YamlReader;
import dev.millrace.error.MillraceException;
import dev.millrace.spi.id.EnvironmentName;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RetrainSettingsTest {
  @Test
  void aPipelineThatSaysNothingIsStatic() {
    assertThat(read("{}")).isEqualTo(RetrainSettings.DEFAULTS);
  }

  @Test
  void everyKeyIsRead() {
    assertThat(
            read(
                """
                training: dynamic
                retrain:
                  on: [drift, { every: 7d }]
                  cooldown: 2h
                  least-new-rows: 5000
                  back-off: 10s
                """))
        .isEqualTo(
            new RetrainSettings(
                RetrainSettings.Training.DYNAMIC,
                EnumSet.of(TriggerCause.Kind.DRIFT, TriggerCause.Kind.SCHEDULE),
                Optional.of(Duration.ofDays(7)),
                Duration.ofHours(2),
                5_000,
                Duration.ofSeconds(10),
                EnvironmentName.PRODUCTION));
  }

  @Test
  void aDynamicModelReactsToAllButTheTimeUnlessToldOtherwise() {
    assertThat(read("training: dynamic").on())
        .containsExactlyInAnyOrder(
            TriggerCause.Kind.NEW_DATA, TriggerCause.Kind.DRIFT, TriggerCause.Kind.QUALITY);
  }

  @Test
  void whatIsWrongIsToldWithItsPlace() {
    assertThatThrownBy(
            () -> read("training: dynamic\nretrain: { on: [drfit, { every: 0s }], colldown: 1h }"))
        .isInstanceOfSatisfying(
            MillraceException.class,
            e ->
                assertThat(e.problems())
                    .extracting(problem -> problem.text())
                    .anyMatch(text -> text.contains("retrain.on") && text.contains("drfit"))
                    .anyMatch(text -> text.contains("0s") && text.contains("at least 1s"))
                    .anyMatch(text -> text.contains("cooldown")));
  }

  @Test
  void aStaticModelIsNotToldWhenToTrain() {
    assertThatThrownBy(() -> read("training: static\nretrain: { on: [drift] }"))
        .hasMessageContaining("never trained again by itself");
  }

  private static RetrainSettings read(String text) {
    Problems problems = new Problems();
    ConfigNode.Mapping mapping = YamlReader.read("pipeline.yaml", text);
    RetrainSettings settings;
    try (Section top = Section.top(mapping, problems)) {
      settings = RetrainSettings.read(top);
    }
    problems.throwIfAny();
    return settings;
  }
}

package dev.millrace.core.train;

import dev.millrace.core.config.Section;
import dev.millrace.core.config.Shape;
import dev.millrace.core.config.ValueForm;
import dev.millrace.core.config.ValueForms;
import dev.millrace.spi.learn.LearnerProvider;
import dev.millrace.spi.learn.LearnerSetting;
import dev.millrace.spi.learn.LearnerSettings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;

/**
 * How the candidate is trained: the {@code train} key of a pipeline.
 *
 * @param learner name of a known learner
 * @param settings value of every setting of that learner
 * @param memoryBytes memory of the features while they are learned from
 */
public record TrainSettings(String learner, LearnerSettings settings, long memoryBytes) {
  public TrainSettings {
    Objects.requireNonNull(learner);
    Objects.requireNonNull(settings);
  }

  /**
   * Reads the section; problems are noted there.
   *
   * @param learners known learners by name; the one called {@code xgboost} is the default
   */
  public static TrainSettings read(Section section, SortedMap<String, LearnerProvider> learners) {
    ValueForm<LearnerProvider> form =
        new ValueForm<LearnerProvider>(
                String.join(", ", learners.keySet()),
                name -> {
                  LearnerProvider provider = learners.get(name);
                  if (provider == null) {
                    throw new IllegalArgumentException(name);
                  }
                  return provider;
                },
                LearnerProvider::name)
            .shaped(Shape.choice(List.copyOf(learners.keySet())));
    LearnerProvider first =
        Objects.requireNonNull(learners.getOrDefault("xgboost", learners.get(learners.firstKey())));
    LearnerProvider learner = section.value("learner", "what learns the candidate", form, first);
    long memory =
        section.value(
            "memory", "memory for the features of the training rows", ValueForms.size(), 4L << 30);
    Map<String, Double> given = new LinkedHashMap<>();
    for (LearnerSetting setting : learner.settings()) {
      given.put(setting.name(), number(section, setting));
    }
    return new TrainSettings(learner.name(), LearnerSettings.of(learner.settings(), given), memory);
  }

  private static double number(Section section, LearnerSetting setting) {
    return setting.kind() == LearnerSetting.Kind.WHOLE
        ? section.value(
            setting.name(),
            setting.meaning(),
            ValueForms.whole((long) setting.lowest(), (long) setting.highest()),
            (long) setting.defaultValue())
        : section.value(
            setting.name(),
            setting.meaning(),
            ValueForms.real(setting.lowest(), setting.highest()),
            setting.defaultValue());
  }
}

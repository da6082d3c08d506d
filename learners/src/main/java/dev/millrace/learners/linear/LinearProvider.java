package dev.millrace.learners.linear;

import dev.millrace.spi.learn.Learner;
import dev.millrace.spi.learn.LearnerProvider;
import dev.millrace.spi.learn.LearnerSetting;
import dev.millrace.spi.learn.LearnerSettings;
import dev.millrace.spi.learn.Task;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Learner {@code linear}: weighted sums of features, a strong and readable baseline.
 *
 * <p>Memory beside the features handed over: 8 bytes per row and output.
 */
public final class LinearProvider implements LearnerProvider {
  static final String L2 = "l2";
  static final String ITERATIONS = "iterations";

  private static final List<LearnerSetting> SETTINGS =
      List.of(
          LearnerSetting.real(
              L2,
              "penalty on squared coefficients of the standardized features, in units of one row's"
                  + " loss",
              1,
              1e-6,
              1e9),
          LearnerSetting.whole(ITERATIONS, "most Newton steps", 100, 1, 10_000));

  @Override
  public String name() {
    return "linear";
  }

  @Override
  public String revision() {
    return "4";
  }

  @Override
  public List<LearnerSetting> settings() {
    return SETTINGS;
  }

  @Override
  public Set<Task> tasks() {
    return EnumSet.allOf(Task.class);
  }

  @Override
  public Learner open(Task task, LearnerSettings settings) {
    return new LinearLearner(task, settings.real(L2), settings.whole(ITERATIONS));
  }
}

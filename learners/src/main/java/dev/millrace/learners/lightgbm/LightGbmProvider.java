package dev.millrace.learners.lightgbm;

import dev.millrace.spi.learn.Learner;
import dev.millrace.spi.learn.LearnerProvider;
import dev.millrace.spi.learn.LearnerSetting;
import dev.millrace.spi.learn.LearnerSettings;
import dev.millrace.spi.learn.Task;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Learner {@code lightgbm}: gradient boosted trees that grow leaf by leaf.
 *
 * <p>Loss is the log loss of two classes, the softmax loss of several, squared error for numbers.
 */
public final class LightGbmProvider implements LearnerProvider {
  static final String LIBRARY = "4.3.0";

  @Override
  public String name() {
    return "lightgbm";
  }

  @Override
  public String revision() {
    return "1-lightgbm-" + LIBRARY;
  }

  @Override
  public List<LearnerSetting> settings() {
    return LightGbmSettings.ALL;
  }

  @Override
  public Set<Task> tasks() {
    return EnumSet.allOf(Task.class);
  }

  @Override
  public Learner open(Task task, LearnerSettings settings) {
    return new LightGbmLearner(task, LightGbmSettings.of(settings));
  }
}

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
 * Learner {@code random-forest}: trees grown apart, each on a sample of the rows and with a sample
 * of the features at each split. Their answers are averaged.
 *
 * <p>The answer of a leaf is one Newton step of the loss from the best constant: the mean for
 * numbers, a step of the log odds for classes.
 */
public final class RandomForestProvider implements LearnerProvider {
  @Override
  public String name() {
    return "random-forest";
  }

  @Override
  public String revision() {
    return "1-lightgbm-" + LightGbmProvider.LIBRARY;
  }

  @Override
  public List<LearnerSetting> settings() {
    return ForestSettings.ALL;
  }

  @Override
  public Set<Task> tasks() {
    return EnumSet.allOf(Task.class);
  }

  @Override
  public Learner open(Task task, LearnerSettings settings) {
    return new LightGbmLearner(task, ForestSettings.of(settings));
  }
}

package dev.millrace.learners.constant;

import dev.millrace.spi.learn.Learner;
import dev.millrace.spi.learn.LearnerProvider;
import dev.millrace.spi.learn.LearnerSetting;
import dev.millrace.spi.learn.LearnerSettings;
import dev.millrace.spi.learn.Task;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Learner {@code constant}: the baseline that gives every row the same answer. */
public final class ConstantProvider implements LearnerProvider {
  @Override
  public String name() {
    return "constant";
  }

  @Override
  public String revision() {
    return "1";
  }

  @Override
  public List<LearnerSetting> settings() {
    return List.of();
  }

  @Override
  public Set<Task> tasks() {
    return EnumSet.allOf(Task.class);
  }

  @Override
  public Learner open(Task task, LearnerSettings settings) {
    return new ConstantLearner(task);
  }
}

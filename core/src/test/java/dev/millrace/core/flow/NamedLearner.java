package dev.millrace.core.flow;

import dev.millrace.spi.learn.Learner;
import dev.millrace.spi.learn.LearnerProvider;
import dev.millrace.spi.learn.LearnerSetting;
import dev.millrace.spi.learn.LearnerSettings;
import dev.millrace.spi.learn.Task;
import java.util.List;
import java.util.Set;

/** A learner that has a name and one setting, for reading pipelines; it learns nothing. */
record NamedLearner(String name) implements LearnerProvider {
  @Override
  public String revision() {
    return "1";
  }

  @Override
  public List<LearnerSetting> settings() {
    return List.of(LearnerSetting.whole("rounds", "most rounds", 10, 1, 100));
  }

  @Override
  public Set<Task> tasks() {
    return Set.of(Task.values());
  }

  @Override
  public Learner open(Task task, LearnerSettings settings) {
    throw new UnsupportedOperationException(name + " learns nothing");
  }
}

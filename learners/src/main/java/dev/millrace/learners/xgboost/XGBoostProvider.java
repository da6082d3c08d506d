package dev.millrace.learners.xgboost;

import dev.millrace.spi.learn.Learner;
import dev.millrace.spi.learn.LearnerProvider;
import dev.millrace.spi.learn.LearnerSetting;
import dev.millrace.spi.learn.LearnerSettings;
import dev.millrace.spi.learn.Task;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Learner {@code xgboost}: gradient boosted trees.
 *
 * <p>Loss is the log loss of two classes, the softmax loss of several, squared error for numbers.
 * Memory beside the features handed over: at the peak about 15 bytes for each value that is not
 * missing, of which 4 are a copy that is dropped before the first round, and 40 for each row and
 * output. Ten million rows of 40 features take 6 GB beside their own 1.6 GB.
 */
public final class XGBoostProvider implements LearnerProvider {
  private static final String LIBRARY = "3.1.1";

  @Override
  public String name() {
    return "xgboost";
  }

  @Override
  public String revision() {
    return "2-xgboost-" + LIBRARY;
  }

  @Override
  public List<LearnerSetting> settings() {
    return XGBoostSettings.ALL;
  }

  @Override
  public Set<Task> tasks() {
    return EnumSet.allOf(Task.class);
  }

  @Override
  public Learner open(Task task, LearnerSettings settings) {
    return new XGBoostLearner(task, XGBoostSettings.of(settings));
  }
}

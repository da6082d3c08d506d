package dev.millrace.spi.learn;

import java.util.List;
import java.util.Set;

/** A kind of learner: name, settings, what it can do, and how to open it. Stateless. */
public interface LearnerProvider {
  /** Name in pipelines, such as {@code xgboost}. */
  String name();

  /** Changes whenever the same inputs would give other bytes; holds the library's version too. */
  String revision();

  /** The settings it takes, with defaults and limits; others are refused. */
  List<LearnerSetting> settings();

  /** Tasks it can learn. */
  Set<Task> tasks();

  /**
   * Opens a learner for one fit.
   *
   * @param task one of {@link #tasks()}
   * @param settings a value for each of {@link #settings()}
   */
  Learner open(Task task, LearnerSettings settings);
}

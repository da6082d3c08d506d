package dev.millrace.spi.learn;

import dev.millrace.json.Json;
import java.util.List;

/** A kind of learner: name, settings, what it can do, and how to open it. Stateless. */
public interface LearnerProvider {
  /** Name in pipelines, such as {@code xgboost}. */
  String name();

  /** Changes whenever the same inputs would give other bytes; holds the library's version too. */
  String revision();

  /** The settings it takes, with defaults and limits; others are refused. */
  List<LearnerSetting> settings();

  /** Tasks it can learn. */
  java.util.Set<Task> tasks();

  /**
   * Opens a learner for one fit.
   *
   * @param settings every setting of {@link #settings()}, checked and with defaults filled in
   */
  Learner open(Task task, Json.Members settings);
}

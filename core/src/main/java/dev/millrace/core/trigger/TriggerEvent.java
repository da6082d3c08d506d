package dev.millrace.core.trigger;

import dev.millrace.spi.id.Actor;
import dev.millrace.spi.id.NodeName;
import java.util.Objects;

/** Something that happens to a pipeline that is looked after. */
public sealed interface TriggerEvent {
  /** Names the event in the record. */
  String what();

  /**
   * Somebody looked at the source.
   *
   * @param source names its state
   * @param trained the state the newest finished run used, whoever started it; empty when unknown
   * @param labelled labelled predictions there are; 0 when the source has none
   */
  record DataSeen(String source, String trained, long labelled) implements TriggerEvent {
    public DataSeen {
      Objects.requireNonNull(source);
      Objects.requireNonNull(trained);
    }

    @Override
    public String what() {
      return "data";
    }
  }

  /** The inputs of a version have drifted. */
  record DriftFound(int version, String columns) implements TriggerEvent {
    @Override
    public String what() {
      return "drift";
    }
  }

  /** The answers of a version have become worse. */
  record QualityFell(int version, String why) implements TriggerEvent {
    @Override
    public String what() {
      return "quality";
    }
  }

  /** Somebody asks for a run. */
  record Requested(Actor actor, String reason) implements TriggerEvent {
    @Override
    public String what() {
      return "request";
    }
  }

  /**
   * Time has passed: the only event that leads to a run.
   *
   * @param node the server that would start it
   * @param live the version that is live, 0 when none is
   * @param release whether a release of the model is under way
   * @param labelled labelled predictions there are; 0 when the source has none
   */
  record Tick(NodeName node, int live, Rollout release, long labelled) implements TriggerEvent {
    @Override
    public String what() {
      return "tick";
    }
  }

  /** Whether a candidate is on its way. */
  enum Rollout {
    NONE,
    UNDER_WAY
  }

  /** A run has ended. */
  record RunEnded(long attempt, RunOutcome outcome, String words) implements TriggerEvent {
    @Override
    public String what() {
      return "run-ended";
    }
  }

  /** The process of a run is gone and did not say how it ended. */
  record RunLost(long attempt, String words) implements TriggerEvent {
    @Override
    public String what() {
      return "run-lost";
    }
  }
}

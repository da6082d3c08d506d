package dev.millrace.core.trigger;

import java.util.Optional;

/** A run of a pipeline in a process of its own. */
public interface TrainingRun extends AutoCloseable {
  /**
   * How a run ended.
   *
   * @param outcome empty when its process is gone and did not say
   */
  record Ended(Optional<RunOutcome> outcome, String words) {}

  /** How it ended; empty while it goes on. Does not wait. */
  Optional<Ended> poll();

  /** Ends its process, if it is there. */
  @Override
  void close();

  /** Starts runs. */
  @FunctionalInterface
  interface Launcher {
    /** Starts the run that was decided for. */
    TrainingRun start(Attempt attempt);
  }
}

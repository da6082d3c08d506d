package dev.millrace.core.serve;

import dev.millrace.column.Batch;
import dev.millrace.scorer.Scores;

/** Counts what one version is asked and answers. Safe for any number of threads, never blocks. */
@FunctionalInterface
public interface TrafficTally {
  /** Counts nothing. */
  TrafficTally NONE = (inputs, scores) -> {};

  void add(Batch inputs, Scores scores);
}

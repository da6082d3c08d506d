package dev.millrace.core.serve;

import java.util.concurrent.atomic.LongAdder;

/** Counts the answers of one version in one rollout. Safe for any number of threads. */
public final class ArmCounter {
  private final LongAdder answers = new LongAdder();
  private final LongAdder failures = new LongAdder();
  private final Latencies latencies = new Latencies();

  /** Counts an answer. */
  public void answered(long nanos) {
    answers.increment();
    latencies.add(nanos);
  }

  /** Counts a request that failed through no fault of the caller. */
  public void failed() {
    failures.increment();
  }

  /** What was counted so far. */
  ArmCounts counts() {
    return new ArmCounts(answers.sum(), failures.sum(), latencies.counts());
  }
}

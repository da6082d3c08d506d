package dev.millrace.core.serve.log;

import java.util.concurrent.atomic.LongAdder;

/** Tells producers and counts those that answer with an exception, which must not end the log. */
final class AcknowledgementFailures {
  private final LongAdder count = new LongAdder();

  void tell(Acknowledgement acknowledgement, Fate fate) {
    try {
      acknowledgement.settle(fate);
    } catch (RuntimeException e) {
      count.increment();
    }
  }

  long count() {
    return count.sum();
  }
}

package dev.millrace.core.serve;

import java.time.Duration;

/**
 * Lets a version that keeps failing rest: after so many failures in a row nobody is answered by it
 * for a while, then one request tries it again. Safe for any number of threads; costs a read of a
 * field while all is well.
 */
final class CircuitBreaker {
  private int failures;
  private long until;
  private volatile boolean open;

  /** Whether a request may try the version; of many after a rest only one. */
  boolean allows(long nanos, Duration pause) {
    return !open || tries(nanos, pause);
  }

  private synchronized boolean tries(long nanos, Duration pause) {
    if (!open) {
      return true;
    }
    if (nanos - until < 0) {
      return false;
    }
    until = nanos + pause.toNanos();
    return true;
  }

  /** The version answered. */
  void succeeded() {
    if (open || failures > 0) {
      reset();
    }
  }

  private synchronized void reset() {
    failures = 0;
    open = false;
  }

  /** The version failed; it rests when it was the last of so many in a row. */
  synchronized void failed(long nanos, int most, Duration pause) {
    failures++;
    if (failures >= most) {
      open = true;
      until = nanos + pause.toNanos();
    }
  }
}

package dev.millrace.duckdb;

/** Bounds how many bytes of rows wait to be written. Thread-safe. */
final class WriteBudget {
  private static final long BYTES = 96L << 20;

  private long waiting;
  private boolean failed;

  /** Waits until there is room, unless writing failed: then nobody waits any more. */
  synchronized void take(long bytes) {
    while (waiting > 0 && waiting + bytes > BYTES && !failed) {
      try {
        wait();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw Call.cancelled();
      }
    }
    waiting += bytes;
  }

  synchronized void giveBack(long bytes) {
    waiting -= bytes;
    notifyAll();
  }

  synchronized void fail() {
    failed = true;
    notifyAll();
  }
}

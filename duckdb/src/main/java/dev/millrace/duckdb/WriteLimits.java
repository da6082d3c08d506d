package dev.millrace.duckdb;

import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Bounds what is being written: bytes of rows that wait, and parts that are open in DuckDB at a
 * time. Thread-safe.
 */
final class WriteLimits {
  private static final long MOST_WAITING = 96L << 20;

  /** Memory a part may need in DuckDB before it has to spill. */
  private static final long PART_BYTES = 64L << 20;

  private final long mostWaiting;
  private final int mostOpen;
  private final Queue<Runnable> turn = new ArrayDeque<>();
  private long waiting;
  private int open;
  private @Nullable RuntimeException failure;

  WriteLimits(int threads, long memoryBytes) {
    this.mostOpen = Math.clamp(memoryBytes / PART_BYTES, 1, threads);
    this.mostWaiting = Math.min(MOST_WAITING, Runtime.getRuntime().maxMemory() / 8);
  }

  /** Waits until there is room. Once writing has failed, so does this. */
  synchronized void take(long bytes) {
    while (failure == null && waiting > 0 && waiting + bytes > mostWaiting) {
      try {
        wait();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw Call.cancelled();
      }
    }
    if (failure != null) {
      throw failure;
    }
    waiting += bytes;
  }

  synchronized void giveBack(long bytes) {
    waiting -= bytes;
    notifyAll();
  }

  /** Starts a part now or when another one has ended. */
  void open(Runnable part) {
    synchronized (this) {
      if (open == mostOpen) {
        turn.add(part);
        return;
      }
      open++;
    }
    part.run();
  }

  /** A part has ended: the next one may start. */
  void close() {
    Runnable next;
    synchronized (this) {
      next = turn.poll();
      open -= next == null ? 1 : 0;
    }
    if (next != null) {
      next.run();
    }
  }

  synchronized void fail(RuntimeException cause) {
    failure = failure == null ? cause : failure;
    notifyAll();
  }
}

package dev.millrace.core.serve.log;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * Frames that wait to be written: many threads put, one takes, none waits. Its memory is fixed, in
 * cells of 64 bytes; a frame lies in cells side by side. A producer claims cells by moving the
 * tail, writes, and publishes the frame's length in the slot of its first cell.
 */
final class RecordQueue {
  static final long FULL = -1;
  static final long CLOSED = -2;

  private static final int CELL = 64;
  private static final VarHandle LENGTHS = MethodHandles.arrayElementVarHandle(int[].class);
  private static final VarHandle TAIL = field("tail");
  private static final VarHandle HEAD = field("head");

  private final byte[] memory;
  private final int[] lengths;
  private final @Nullable Acknowledgement[] waiting;
  private final int cells;

  /** Cells ever claimed; with the sign bit set once the queue is closed. */
  @SuppressWarnings("unused") // through TAIL
  private volatile long tail;

  /** Cells ever freed. */
  @SuppressWarnings("unused") // through HEAD
  private volatile long head;

  /** Cells up to here have been taken; the consumer's own. */
  private long taken;

  RecordQueue(int bytes) {
    this.memory = new byte[bytes];
    this.cells = bytes / CELL;
    this.lengths = new int[cells];
    this.waiting = new @Nullable Acknowledgement[cells];
  }

  private static VarHandle field(String name) {
    try {
      return MethodHandles.lookup().findVarHandle(RecordQueue.class, name, long.class);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  byte[] memory() {
    return memory;
  }

  /** Largest frame, so that a few always have room. */
  int mostBytes() {
    return memory.length / 4;
  }

  /** Room for so many bytes, to be published or abandoned; or {@link #FULL}, {@link #CLOSED}. */
  long claim(int bytes) {
    int wanted = cellsOf(bytes);
    while (true) {
      long from = (long) TAIL.getVolatile(this);
      if (from < 0) {
        return CLOSED;
      }
      int index = (int) (from & (cells - 1));
      int skipped = index + wanted > cells ? cells - index : 0;
      long to = from + skipped + wanted;
      if (to - (long) HEAD.getAcquire(this) > cells) {
        return FULL;
      }
      if (TAIL.compareAndSet(this, from, to)) {
        if (skipped > 0) {
          LENGTHS.setVolatile(lengths, index, -skipped);
        }
        return from + skipped;
      }
    }
  }

  /** Where in the memory the claimed bytes begin. */
  int start(long claim) {
    return (int) (claim & (cells - 1)) * CELL;
  }

  void publish(long claim, int bytes, Acknowledgement acknowledgement) {
    int index = (int) (claim & (cells - 1));
    waiting[index] = acknowledgement;
    LENGTHS.setVolatile(lengths, index, bytes);
  }

  /** Gives claimed room back unused. */
  void abandon(long claim, int bytes) {
    LENGTHS.setVolatile(lengths, (int) (claim & (cells - 1)), -cellsOf(bytes));
  }

  void close() {
    TAIL.getAndBitwiseOr(this, Long.MIN_VALUE);
  }

  boolean isClosed() {
    return (long) TAIL.getVolatile(this) < 0;
  }

  /** True when nothing is claimed that has not been freed. */
  boolean isEmpty() {
    return ((long) TAIL.getVolatile(this) & Long.MAX_VALUE) == (long) HEAD.getVolatile(this);
  }

  /** For the consumer: start of the next published frame, or -1. */
  int next() {
    while (taken - (long) HEAD.getVolatile(this) < cells) {
      int index = (int) (taken & (cells - 1));
      int length = (int) LENGTHS.getAcquire(lengths, index);
      if (length == 0) {
        return -1;
      }
      if (length > 0) {
        return index * CELL;
      }
      taken -= length;
    }
    return -1;
  }

  /** For the consumer: takes the frame that {@link #next} found; gives its length. */
  int take() {
    int length = lengths[(int) (taken & (cells - 1))];
    taken += cellsOf(length);
    return length;
  }

  /** For the consumer: frees all that was taken and tells its producers. */
  int settle(Fate fate, AcknowledgementFailures failures) {
    int records = 0;
    long at = (long) HEAD.getVolatile(this);
    long end = taken;
    while (at < end) {
      int index = (int) (at & (cells - 1));
      int length = lengths[index];
      Acknowledgement acknowledgement = waiting[index];
      waiting[index] = null;
      lengths[index] = 0;
      at += length < 0 ? -length : cellsOf(length);
      if (length > 0) {
        records++;
        if (acknowledgement != null) {
          failures.tell(acknowledgement, fate);
        }
      }
    }
    HEAD.setVolatile(this, end);
    return records;
  }

  private static int cellsOf(int bytes) {
    return (bytes + CELL - 1) / CELL;
  }
}

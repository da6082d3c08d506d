package dev.millrace.core.serve.log;

import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.locks.LockSupport;

/**
 * One stream of a log, open for writing. Any thread may append; none of them waits, for a lock, for
 * memory or for the disk. One thread of its own writes.
 *
 * @param <T> the record
 */
public final class RecordLog<T> implements AutoCloseable {
  /** Longest time the writer sleeps, so that segments are closed when they are old. */
  private static final long IDLE_NANOS = 50_000_000;

  private final RecordCodec<T> codec;
  private final RecordQueue queue;
  private final GroupWriter groups;
  private final LogTally tally = new LogTally();
  private final long lingerNanos;
  private final Thread writer;
  private volatile boolean sleeping;

  RecordLog(
      RecordCodec<T> codec,
      SegmentFiles files,
      NodeId node,
      LogSettings settings,
      InstantSource clock,
      ThreadFactory threads) {
    this.codec = codec;
    this.queue = new RecordQueue(settings.queueBytes());
    this.groups =
        new GroupWriter(
            queue,
            new SegmentWriter(files, codec.stream(), node, settings),
            settings,
            clock,
            tally);
    this.lingerNanos = settings.linger().toNanos();
    this.writer = threads.newThread(this::write);
  }

  /** Begins to write; until then records wait in the queue. */
  void start() {
    writer.start();
  }

  /**
   * Hands a record over.
   *
   * @return {@link Fate#QUEUED}, and the acknowledgement will be told; or at once what became of
   *     the record, and it will not
   */
  public Fate append(T value, Acknowledgement acknowledgement) {
    int bytes = Frame.HEADER + codec.size(value);
    if (bytes > queue.mostBytes() || bytes > Frame.MOST_BODY) {
      return refused(Fate.TOO_LARGE);
    }
    long claim = queue.claim(bytes);
    if (claim < 0) {
      return refused(claim == RecordQueue.FULL ? Fate.QUEUE_FULL : Fate.CLOSED);
    }
    boolean written = false;
    try {
      int start = queue.start(claim);
      written = codec.write(value, queue.memory(), start + Frame.HEADER) == start + bytes;
    } finally {
      if (!written) {
        // Whatever went wrong, the records behind this one must not wait for it.
        queue.abandon(claim, bytes);
      }
    }
    if (!written) {
      throw new IllegalStateException("a record is not as large as it said");
    }
    queue.publish(claim, bytes, acknowledgement);
    if (sleeping) {
      sleeping = false;
      LockSupport.unpark(writer);
    }
    return Fate.QUEUED;
  }

  /** The same for those who can wait. */
  public CompletableFuture<Fate> append(T value) {
    CompletableFuture<Fate> told = new CompletableFuture<>();
    Fate fate = append(value, told::complete);
    if (fate != Fate.QUEUED) {
      told.complete(fate);
    }
    return told;
  }

  public LogCounts counts() {
    return tally.counts();
  }

  /** Takes no more, writes what waits, and closes the segment. Waits for that. */
  @Override
  public void close() {
    queue.close();
    LockSupport.unpark(writer);
    boolean interrupted = false;
    while (writer.isAlive()) {
      try {
        writer.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  Fate refused(Fate fate) {
    tally.lost(fate, 1);
    return fate;
  }

  private void write() {
    try {
      boolean last = false;
      while (!last) {
        last = queue.isClosed() && queue.isEmpty();
        rest(groups.step());
      }
    } finally {
      // Also when a fault ends the writer: nobody may wait for it for ever.
      queue.close();
      while (!queue.isEmpty()) {
        groups.lose(Fate.WRITE_FAILED);
        Thread.onSpinWait();
      }
      groups.end();
    }
  }

  private void rest(int written) {
    if (queue.isClosed()) {
      Thread.onSpinWait();
    } else if (written > 0) {
      LockSupport.parkNanos(lingerNanos);
    } else {
      sleeping = true;
      if (queue.isEmpty()) {
        LockSupport.parkNanos(IDLE_NANOS);
      }
      sleeping = false;
    }
  }
}

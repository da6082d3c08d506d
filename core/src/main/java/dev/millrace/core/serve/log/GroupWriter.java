package dev.millrace.core.serve.log;

import dev.millrace.error.FileFault;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Moves records from the queue into segments, a group at a time, and tells their producers. After a
 * failure it rests, losing what comes with the same reason, and then tries again. One thread.
 */
final class GroupWriter {
  private static final int GROUP_BYTES = 1 << 20;

  private final RecordQueue queue;
  private final SegmentWriter writer;
  private final LogSettings settings;
  private final InstantSource clock;
  private final LogTally tally;

  private Fate failure = Fate.KEPT;
  private Instant failedAt = Instant.EPOCH;

  GroupWriter(
      RecordQueue queue,
      SegmentWriter writer,
      LogSettings settings,
      InstantSource clock,
      LogTally tally) {
    this.queue = queue;
    this.writer = writer;
    this.settings = settings;
    this.clock = clock;
    this.tally = tally;
  }

  /** Writes the records that wait, up to a group's size; gives their number. */
  int step() {
    Instant now = clock.instant();
    roll(now);
    if (queue.next() < 0) {
      // Frees room that was claimed and given back unused.
      return queue.settle(Fate.KEPT, tally.unheard());
    }
    if (isResting(now)) {
      return lose(failure);
    }
    long bytes = 0;
    try {
      for (int start = queue.next(); start >= 0 && bytes < GROUP_BYTES; start = queue.next()) {
        int length = queue.take();
        bytes += length;
        writer.add(queue.memory(), start, length, now);
      }
      writer.commit();
    } catch (IOException e) {
      fail(e, now);
      return lose(failure);
    }
    failure = Fate.KEPT;
    int records = queue.settle(Fate.KEPT, tally.unheard());
    tally.kept(records, bytes);
    return records;
  }

  /** Loses what waits. */
  int lose(Fate fate) {
    while (queue.next() >= 0) {
      queue.take();
    }
    int records = queue.settle(fate, tally.unheard());
    tally.lost(fate, records);
    return records;
  }

  /** Closes the segment. */
  void end() {
    try {
      writer.end();
    } catch (IOException e) {
      tally.failed(e);
    }
  }

  private void roll(Instant now) {
    try {
      if (writer.roll(now).isPresent()) {
        tally.rolled();
      }
    } catch (IOException e) {
      tally.failed(e);
    }
  }

  private boolean isResting(Instant now) {
    // A clock that went back ends the rest rather than prolonging it.
    return failure.isLoss()
        && !now.isBefore(failedAt)
        && now.isBefore(failedAt.plus(settings.retry()));
  }

  private void fail(IOException e, Instant now) {
    tally.failed(e);
    failure =
        FileFault.isNoRoom(String.valueOf(e.getMessage())) ? Fate.DISK_FULL : Fate.WRITE_FAILED;
    failedAt = now;
    try {
      writer.abort();
    } catch (IOException second) {
      e.addSuppressed(second);
    }
  }
}

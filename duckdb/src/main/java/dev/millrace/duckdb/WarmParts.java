package dev.millrace.duckdb;

import dev.millrace.digest.Digest;
import dev.millrace.spi.data.RowBatch;
import java.lang.ref.SoftReference;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Rows of the newest landing, kept as they were written for as long as the heap has room: most of a
 * run reads what it has just landed, several times over, and unpacking Parquet each time costs more
 * than looking at the rows. What does not fit is read from its file. Thread-safe.
 */
final class WarmParts {
  private record Kept(SoftReference<List<RowBatch>> rows, long bytes) {}

  private final long mostBytes;
  private final Map<Digest, Kept> parts = new HashMap<>();
  private long bytes;

  /**
   * @param mostBytes memory of the rows, of which the heap may take back any; 0 keeps none
   */
  WarmParts(long mostBytes) {
    this.mostBytes = mostBytes;
  }

  /** Forgets what is kept, for another landing. */
  synchronized void clear() {
    parts.values().forEach(kept -> bytes -= kept.bytes());
    parts.clear();
  }

  /** A part that is about to be written. */
  Filling part() {
    return new Filling();
  }

  /** The rows of a part, if they are still there. */
  synchronized Optional<List<RowBatch>> find(Digest blob) {
    Kept kept = parts.get(blob);
    return kept == null ? Optional.empty() : Optional.ofNullable(kept.rows().get());
  }

  private synchronized boolean take(long more) {
    if (bytes + more > mostBytes) {
      return false;
    }
    bytes += more;
    return true;
  }

  private synchronized void giveBack(long less) {
    bytes -= less;
  }

  private synchronized void keep(Digest blob, List<RowBatch> rows, long size) {
    Kept before = parts.put(blob, new Kept(new SoftReference<>(rows), size));
    bytes -= before == null ? 0 : before.bytes();
  }

  /** One part on its way into its file. Used by one thread at a time. */
  final class Filling {
    private final List<RowBatch> rows = new ArrayList<>();
    private long size;
    private boolean given;

    /** Keeps rows beside those before, or gives the whole part up when there is no room. */
    void add(RowBatch batch, long batchBytes) {
      if (!given && take(batchBytes)) {
        rows.add(batch);
        size += batchBytes;
      } else {
        giveUp();
      }
    }

    /** The part is written. */
    void end(Digest blob) {
      if (!given) {
        given = true;
        keep(blob, List.copyOf(rows), size);
      }
    }

    /** Keeps nothing of this part, unless it has been written. */
    void giveUp() {
      if (!given) {
        given = true;
        giveBack(size);
        rows.clear();
      }
    }
  }
}

package dev.millrace.core.serve.compact;

import dev.millrace.error.ErrorCode;
import dev.millrace.error.MillraceException;
import dev.millrace.error.Problem;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLockInterruptionException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The files of a log that are not written any more are changed by one, or read by any number:
 * whoever reads sets and then segments must not miss what moves from these to those. A lock of the
 * operating system, which ends with its process. The readers of a process share it: closing any
 * other channel of the file would end the first one's lock.
 */
final class LogLock implements AutoCloseable {
  /** Logs that this process holds or waits for; guarded by itself. */
  private static final Map<Path, Held> HELD = new HashMap<>();

  /** What a process has of a log; guarded by {@link #HELD}. */
  private static final class Held {
    private final Use use;
    private @Nullable FileChannel channel;
    private int holders;

    Held(Use use) {
      this.use = use;
    }

    /** False while its first holder still waits. */
    boolean isLocked() {
      return channel != null;
    }
  }

  private enum Use {
    READ,
    CHANGE
  }

  private final Path log;
  private final Held held;
  private boolean closed;

  private LogLock(Path log, Held held) {
    this.log = log;
    this.held = held;
  }

  /** Waits until nobody changes the log; CONFLICT when this very process does. */
  static LogLock toRead(Path log) throws IOException {
    return take(log, Use.READ, Patience.WAIT);
  }

  /** Does not wait: CONFLICT when somebody changes the log. */
  static LogLock toReadNow(Path log) throws IOException {
    return take(log, Use.READ, Patience.NONE);
  }

  /** Does not wait: CONFLICT when somebody changes or reads the log. */
  static LogLock toChange(Path log) throws IOException {
    return take(log, Use.CHANGE, Patience.NONE);
  }

  private enum Patience {
    NONE,
    WAIT
  }

  private static LogLock take(Path log, Use use, Patience patience) throws IOException {
    Path path = log.toRealPath();
    Held held;
    synchronized (HELD) {
      Held other = other(path, patience);
      if (other != null) {
        if (use == Use.CHANGE || other.use == Use.CHANGE || !other.isLocked()) {
          throw busy();
        }
        other.holders++;
        return new LogLock(path, other);
      }
      held = new Held(use);
      HELD.put(path, held);
    }
    return lock(path, held, patience);
  }

  /** What this process has of the log already, once that is known. */
  private static @Nullable Held other(Path path, Patience patience) throws IOException {
    Held other = HELD.get(path);
    while (patience == Patience.WAIT && other != null && !other.isLocked()) {
      try {
        HELD.wait();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new FileLockInterruptionException();
      }
      other = HELD.get(path);
    }
    return other;
  }

  private static LogLock lock(Path path, Held held, Patience patience) throws IOException {
    FileChannel channel = null;
    boolean locked = false;
    try {
      channel =
          FileChannel.open(
              path.resolve("compact.lock"),
              StandardOpenOption.CREATE,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE);
      boolean shared = held.use == Use.READ;
      locked =
          (patience == Patience.WAIT
                  ? channel.lock(0, Long.MAX_VALUE, shared)
                  : channel.tryLock(0, Long.MAX_VALUE, shared))
              != null;
    } finally {
      synchronized (HELD) {
        if (locked) {
          held.channel = channel;
          held.holders = 1;
        } else {
          HELD.remove(path);
        }
        HELD.notifyAll();
      }
      if (!locked && channel != null) {
        channel.close();
      }
    }
    if (!locked) {
      throw busy();
    }
    return new LogLock(path, held);
  }

  private static MillraceException busy() {
    return Problem.of(
            ErrorCode.CONFLICT, "the prediction log is being compacted or read as a whole already")
        .next("Wait until that is done.")
        .asException();
  }

  @Override
  public void close() throws IOException {
    synchronized (HELD) {
      if (closed) {
        return;
      }
      closed = true;
      if (--held.holders == 0) {
        HELD.remove(log);
        if (held.channel != null) {
          held.channel.close(); // ends the lock
        }
      }
    }
  }
}

package dev.millrace.core.serve.compact;

import dev.millrace.error.ErrorCode;
import dev.millrace.error.MillraceException;
import dev.millrace.error.Problem;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The files of a log that are not written any more are changed by one process, or read by any
 * number: whoever reads sets and then segments must not miss what moves from these to those. A lock
 * of the operating system, which ends with its process. Within a process there is one at a time:
 * closing any other channel of the file would end the first one's lock.
 */
final class LogLock implements AutoCloseable {
  /** Logs that this process holds. */
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  private final Path held;
  private final FileChannel channel;

  private LogLock(Path held, FileChannel channel) {
    this.held = held;
    this.channel = channel;
  }

  /** Waits until nobody changes the log; CONFLICT when this very process does or reads it. */
  static LogLock toRead(Path log) throws IOException {
    return take(log, channel -> channel.lock(0, Long.MAX_VALUE, true));
  }

  /** Does not wait: CONFLICT when somebody changes the log, or this very process reads it. */
  static LogLock toReadNow(Path log) throws IOException {
    return take(log, channel -> channel.tryLock(0, Long.MAX_VALUE, true));
  }

  /** Does not wait: CONFLICT when somebody changes or reads the log. */
  static LogLock toChange(Path log) throws IOException {
    return take(log, FileChannel::tryLock);
  }

  @FunctionalInterface
  private interface Locking {
    /** The lock; null when somebody else has it. */
    @Nullable FileLock of(FileChannel channel) throws IOException;
  }

  private static LogLock take(Path log, Locking locking) throws IOException {
    Path held = log.toRealPath();
    if (!HELD.add(held)) {
      throw busy();
    }
    FileChannel channel = null;
    boolean taken = false;
    try {
      channel =
          FileChannel.open(
              held.resolve("compact.lock"),
              StandardOpenOption.CREATE,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE);
      taken = locking.of(channel) != null;
      if (!taken) {
        throw busy();
      }
      return new LogLock(held, channel);
    } finally {
      if (!taken) {
        if (channel != null) {
          channel.close();
        }
        HELD.remove(held);
      }
    }
  }

  private static MillraceException busy() {
    return Problem.of(
            ErrorCode.CONFLICT, "the prediction log is being compacted or read as a whole already")
        .next("Wait until that is done.")
        .asException();
  }

  @Override
  public void close() throws IOException {
    try {
      channel.close(); // ends the lock
    } finally {
      HELD.remove(held);
    }
  }
}

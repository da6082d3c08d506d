package dev.millrace.store.sqlite;

import dev.millrace.error.ErrorCode;
import dev.millrace.error.Problem;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** A lock between processes by a file beside the database; given back when its process ends. */
final class ProcessLock implements AutoCloseable {
  private static final Duration PAUSE = Duration.ofMillis(10);

  private final FileChannel channel;

  private ProcessLock(FileChannel channel) {
    this.channel = channel;
  }

  /** Waits for the lock: STORE_BUSY when it takes longer than {@code patience}. */
  @SuppressWarnings("resource") // the channel keeps the lock and is closed with this
  static ProcessLock acquire(Path file, Duration patience) throws IOException {
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      long tries = 1 + patience.toNanos() / PAUSE.toNanos();
      for (long i = 0; i < tries; i++) {
        if (tryLock(channel) != null) {
          return new ProcessLock(channel);
        }
        LockSupport.parkNanos(PAUSE.toNanos());
      }
      throw Problem.of(ErrorCode.STORE_BUSY, "another process is creating or upgrading this home")
          .at(file.toString())
          .next("Wait for it to end, then run again")
          .asException();
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException heldInThisProcess) {
      return null;
    }
  }
}

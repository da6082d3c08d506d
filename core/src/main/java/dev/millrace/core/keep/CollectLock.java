package dev.millrace.core.keep;

import dev.millrace.error.ErrorCode;
import dev.millrace.error.MillraceException;
import dev.millrace.error.Problem;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;

/**
 * One collection, or erasure, at a time in a home: a lock that ends with its process. The time of
 * its file is that of the last collection that came to its end.
 */
public final class CollectLock implements AutoCloseable {
  private static final String NAME = "collect.lock";

  private final Path file;
  private final FileChannel channel;

  private CollectLock(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /** Takes the lock: CONFLICT when another process, or another part of this one, has it. */
  @SuppressWarnings("resource") // the channel keeps the lock and is closed with this
  public static CollectLock take(Path home) {
    Path file = home.resolve(NAME);
    try {
      boolean made = !Files.exists(file);
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      try {
        if (channel.tryLock() != null) {
          if (made) {
            Files.setLastModifiedTime(file, FileTime.from(Instant.EPOCH));
          }
          return new CollectLock(file, channel);
        }
      } catch (OverlappingFileLockException heldInThisProcess) {
        // The same as another process having it.
      }
      channel.close();
    } catch (IOException e) {
      throw unusable(file, e);
    }
    throw Problem.of(ErrorCode.CONFLICT, "this home is being collected or erased from already")
        .at(file.toString())
        .next("Wait until that is done, and run it again.")
        .asException();
  }

  /** Whether the last collection was so long ago, or there was none. */
  public static boolean isDue(Path home, Duration every, Instant now) {
    Path file = home.resolve(NAME);
    try {
      return !Files.exists(file)
          || !Files.getLastModifiedTime(file).toInstant().plus(every).isAfter(now);
    } catch (IOException e) {
      throw unusable(file, e);
    }
  }

  /** A collection has come to its end. */
  void done(Instant now) {
    try {
      Files.setLastModifiedTime(file, FileTime.from(now));
    } catch (IOException e) {
      throw unusable(file, e);
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw unusable(file, e);
    }
  }

  private static MillraceException unusable(Path file, IOException e) {
    return new MillraceException(
        Problem.of(ErrorCode.FILE_UNWRITABLE, "the home cannot be locked for collecting")
            .at(file.toString())
            .found(e)
            .next("Check the folder and its disk."),
        e);
  }
}

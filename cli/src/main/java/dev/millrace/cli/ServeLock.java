package dev.millrace.cli;

import dev.millrace.error.ErrorCode;
import dev.millrace.error.FileFault;
import dev.millrace.error.MillraceException;
import dev.millrace.error.Problem;
import dev.millrace.spi.id.EnvironmentName;
import dev.millrace.store.Home;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * One server at a time in a home and environment: a lock that is given back when its process ends.
 */
final class ServeLock implements AutoCloseable {
  private final FileChannel channel;

  private ServeLock(FileChannel channel) {
    this.channel = channel;
  }

  /** Takes the lock: SERVER_RUNNING when another server has it. */
  @SuppressWarnings("resource") // the channel keeps the lock and is closed with this
  static ServeLock take(Home home, EnvironmentName environment) {
    String name =
        environment.equals(EnvironmentName.PRODUCTION)
            ? "serve.lock"
            : "serve-" + environment + ".lock";
    Path file = home.folder().resolve(name);
    try {
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      try {
        if (channel.tryLock() != null) {
          return new ServeLock(channel);
        }
      } catch (OverlappingFileLockException heldInThisProcess) {
        // The same as another process having it.
      }
      channel.close();
    } catch (IOException e) {
      throw new MillraceException(
          Problem.of(ErrorCode.FILE_UNWRITABLE, "the home cannot be locked for serving")
              .at(file.toString())
              .found(FileFault.words(e)),
          e);
    }
    throw Problem.of(
            ErrorCode.SERVER_RUNNING, "another server serves this home already, in " + environment)
        .at(home.folder().toString())
        .next("Stop it first, or serve another home with --home, or another environment.")
        .asException();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}

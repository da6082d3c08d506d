package dev.millrace.cli;

import dev.millrace.error.ErrorCode;
import dev.millrace.error.FileFault;
import dev.millrace.error.MillraceException;
import dev.millrace.error.Problem;
import dev.millrace.store.Home;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;

/**
 * Runs and servers of a home go on beside each other; who erases a person or moves the record is
 * alone. A lock that is given back when its process ends.
 */
final class HomeUse implements AutoCloseable {
  /** Of this process: closing any channel of a file would end all its locks on that file. */
  private static final Map<Path, Held> HELD = new HashMap<>();

  private final Path file;

  private HomeUse(Path file) {
    this.file = file;
  }

  /** A lock of this process, and how many share it; 0 when it is not shared. */
  private record Held(FileChannel channel, int sharers) {}

  /** For a run or a server: CONFLICT while somebody is {@link #alone}. */
  static HomeUse beside(Home home) {
    synchronized (HELD) {
      Path file = file(home);
      Held held = HELD.get(file);
      if (held == null) {
        held = new Held(lock(file, true), 0);
      } else if (held.sharers() == 0) {
        throw erasing(home);
      }
      HELD.put(file, new Held(held.channel(), held.sharers() + 1));
      return new HomeUse(file);
    }
  }

  /** For an erasure or a move: CONFLICT while anybody runs a pipeline, serves, erases or moves. */
  static HomeUse alone(Home home) {
    synchronized (HELD) {
      Path file = file(home);
      if (HELD.containsKey(file)) {
        throw inUse(home);
      }
      HELD.put(file, new Held(lock(file, false), 0));
      return new HomeUse(file);
    }
  }

  private static Path file(Home home) {
    return home.folder().resolve("use.lock");
  }

  private static FileChannel lock(Path file, boolean shared) {
    try {
      FileChannel channel =
          FileChannel.open(
              file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
      if (channel.tryLock(0, Long.MAX_VALUE, shared) != null) {
        return channel;
      }
      channel.close();
    } catch (IOException e) {
      throw new MillraceException(
          Problem.of(ErrorCode.FILE_UNWRITABLE, "the home cannot be locked")
              .at(file.toString())
              .found(FileFault.words(e)),
          e);
    }
    Home home = new Home(file.resolveSibling(""));
    throw shared ? erasing(home) : inUse(home);
  }

  private static MillraceException erasing(Home home) {
    return Problem.of(
            ErrorCode.CONFLICT, "a person is erased from this home, or its record is moved, now")
        .at(home.folder().toString())
        .next("Wait until that is done, and run it again.")
        .asException();
  }

  private static MillraceException inUse(Home home) {
    return Problem.of(
            ErrorCode.CONFLICT,
            "a pipeline is run in this home, it is served, or somebody changes all of it, now")
        .at(home.folder().toString())
        .next("Wait for that to end, and run it again: nothing was changed.")
        .asException();
  }

  @Override
  public void close() {
    synchronized (HELD) {
      Held held = HELD.remove(file);
      if (held != null && held.sharers() > 1) {
        HELD.put(file, new Held(held.channel(), held.sharers() - 1));
      } else if (held != null) {
        try {
          held.channel().close();
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    }
  }
}

package dev.millrace.store.files;

import dev.millrace.error.ErrorCode;
import dev.millrace.error.FileFault;
import dev.millrace.error.MillraceException;
import dev.millrace.error.Problem;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** What the failures of a file system mean to a user. */
public final class FileFailures {
  /** With less room than this a failed write is taken for a full disk, whatever its text. */
  private static final long NO_ROOM = 1 << 16;

  private FileFailures() {}

  /** DISK_FULL, FILE_UNWRITABLE, or STORE_FAILED with the words of the system. */
  public static MillraceException of(IOException failure, Path path) {
    return new MillraceException(problem(failure, path).at(path.toString()), failure);
  }

  private static Problem problem(IOException failure, Path path) {
    String text = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
    if (FileFault.isNoRoom(text) || hasNoRoom(path)) {
      return Problem.of(ErrorCode.DISK_FULL, "there is no room to write a file")
          .next("Free disk space and run again; what was committed is safe");
    }
    if (failure instanceof AccessDeniedException
        || text.contains("read-only file system")
        || text.contains("operation not permitted")) {
      return unwritable();
    }
    if (failure instanceof NoSuchFileException && holdsNoFiles(path)) {
      return Problem.of(ErrorCode.FILE_UNWRITABLE, "this file system holds no files of its own")
          .next("Choose a folder on a disk");
    }
    return Problem.of(ErrorCode.STORE_FAILED, "reading or writing a file failed")
        .found(FileFault.words(failure))
        .next("Check the disk, then run again");
  }

  private static Problem unwritable() {
    return Problem.of(ErrorCode.FILE_UNWRITABLE, "this user may not write here")
        .next("Give this user the right to read and write the folder and its files");
  }

  private static boolean hasNoRoom(Path path) {
    try {
      Optional<FileStore> store = store(path);
      return store.isPresent()
          && store.get().getTotalSpace() > 0
          && store.get().getUsableSpace() < NO_ROOM;
    } catch (IOException unknown) {
      return false;
    }
  }

  /** Such as /proc, which has no room and misses none. */
  private static boolean holdsNoFiles(Path path) {
    try {
      Optional<FileStore> store = store(path);
      return store.isPresent() && store.get().getTotalSpace() == 0;
    } catch (IOException unknown) {
      return false;
    }
  }

  private static Optional<FileStore> store(Path path) throws IOException {
    for (Path at = path.toAbsolutePath(); at != null; at = at.getParent()) {
      if (Files.exists(at)) {
        return Optional.of(Files.getFileStore(at));
      }
    }
    return Optional.empty();
  }
}

package dev.millrace.store.sqlite;

import dev.millrace.error.ErrorCode;
import dev.millrace.error.MillraceException;
import dev.millrace.error.Problem;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** What the failures of SQLite mean to a user. */
final class SqliteFailures {
  private static final int PRIMARY_CODE = 0xff;

  private SqliteFailures() {}

  /** The failure as a problem; {@code holders} tells who may hold the file when it is busy. */
  static MillraceException of(Throwable failure, Path database, Supplier<String> holders) {
    SQLiteException sqlite = find(failure);
    SQLiteErrorCode code =
        sqlite == null
            ? SQLiteErrorCode.SQLITE_ERROR
            : SQLiteErrorCode.getErrorCode(sqlite.getResultCode().code & PRIMARY_CODE);
    Problem problem =
        switch (code) {
          case SQLITE_BUSY, SQLITE_LOCKED ->
              Problem.of(
                      ErrorCode.STORE_BUSY,
                      "another process is writing to the home's metadata for too long")
                  .found(holders.get())
                  .next("Try again; if it persists, end the process that holds the file");
          case SQLITE_CORRUPT, SQLITE_NOTADB ->
              Problem.of(ErrorCode.STORE_CORRUPT, "the home's metadata file is damaged")
                  .next(
                      "Stop every process of this home, keep a copy of the folder and restore the"
                          + " last backup; blobs are not affected");
          case SQLITE_FULL ->
              Problem.of(ErrorCode.DISK_FULL, "there is no room to write the home's metadata")
                  .next("Free disk space and run again; what was committed is safe");
          case SQLITE_READONLY, SQLITE_CANTOPEN, SQLITE_PERM, SQLITE_AUTH ->
              Problem.of(ErrorCode.FILE_UNWRITABLE, "the home's metadata file cannot be written")
                  .next("Give this user the right to read and write the folder and its files");
          case SQLITE_IOERR ->
              Problem.of(
                      ErrorCode.STORE_FAILED,
                      "reading or writing the home's metadata failed; the disk may be full or"
                          + " failing")
                  .found(text(failure))
                  .next("Check the disk and its free space, then run again");
          default ->
              Problem.of(ErrorCode.STORE_FAILED, "the home's metadata store failed")
                  .found(text(failure))
                  .next("Run again; if it persists, report this with the log");
        };
    return new MillraceException(problem.at(database.toString()), failure);
  }

  private static @Nullable SQLiteException find(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLiteException sqlite) {
        return sqlite;
      }
    }
    return null;
  }

  private static String text(Throwable failure) {
    SQLiteException sqlite = find(failure);
    return String.valueOf(sqlite == null ? failure.getMessage() : sqlite.getMessage());
  }
}

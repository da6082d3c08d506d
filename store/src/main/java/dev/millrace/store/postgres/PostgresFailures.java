package dev.millrace.store.postgres;

import dev.millrace.error.ErrorCode;
import dev.millrace.error.MillraceException;
import dev.millrace.error.Problem;
import java.sql.SQLException;
import java.util.Set;
import java.util.function.Supplier;

/** What the failures of PostgreSQL mean to a user, by their SQLSTATE. */
final class PostgresFailures {
  /** The server ends, has crashed, starts, or its database was removed. */
  private static final Set<String> ENDED = Set.of("57P01", "57P02", "57P03", "57P04");

  private static final String CHECK_SETTINGS = "Check 'store' in home.yaml of the home";

  private PostgresFailures() {}

  /** The failure as a problem; {@code holders} tells who may hold the lock when it is busy. */
  static MillraceException of(Throwable failure, String address, Supplier<String> holders) {
    return new MillraceException(problem(failure, holders).at(address), failure);
  }

  static MillraceException inDoubt(Throwable failure, String address) {
    return new MillraceException(
        Problem.of(
                ErrorCode.STORE_UNREACHABLE,
                "the connection to the metadata database was lost while a change was committed;"
                    + " whether it was made is not known")
            .at(address)
            .next("Look whether it was made, or make it again: a change is not made twice"),
        failure);
  }

  /** True when the connection is gone. */
  static boolean isLost(Throwable failure) {
    String state = state(failure);
    return state.startsWith("08") || ENDED.contains(state);
  }

  private static Problem problem(Throwable failure, Supplier<String> holders) {
    String state = state(failure);
    if (isLost(failure)) {
      return Problem.of(ErrorCode.STORE_UNREACHABLE, "the metadata database cannot be reached")
          .found(text(failure))
          .next(
              "See that the server runs and can be reached from here, then try again; what was"
                  + " committed is safe");
    }
    return switch (state) {
      case "55P03", "40001", "40P01" ->
          Problem.of(
                  ErrorCode.STORE_BUSY,
                  "another process is writing to the home's metadata for too long")
              .found(holders.get())
              .next("Try again; if it persists, end the process that holds the database");
      case "53300" ->
          Problem.of(ErrorCode.STORE_BUSY, "the metadata database takes no more connections")
              .found(text(failure))
              .next("Try again, or raise max_connections of the server");
      case "53100" ->
          Problem.of(ErrorCode.DISK_FULL, "the metadata database has no room on its disk")
              .next("Free disk space on the server and try again; what was committed is safe");
      case "XX001", "XX002" ->
          Problem.of(ErrorCode.STORE_CORRUPT, "the metadata database is damaged")
              .found(text(failure))
              .next("Stop every process of this home and restore the database from its backup");
      case "28000", "28P01" ->
          refused("the metadata database refuses this user or its password", failure);
      case "3D000" -> refused("the server has no such metadata database", failure);
      case "42501" ->
          refused("this user may not do what is needed in the metadata database", failure)
              .next("Let this user own the schema: it makes and changes the tables in it");
      case "25006" ->
          refused("the metadata database only lets itself be read; it may be a standby", failure);
      case "22021", "22P05" ->
          Problem.of(
                  ErrorCode.VALUE_INVALID,
                  "a text has a character that the metadata database cannot keep")
              .found(text(failure))
              .next("Leave out the character, such as U+0000");
      default ->
          Problem.of(ErrorCode.STORE_FAILED, "the home's metadata store failed")
              .found(text(failure))
              .next("Run again; if it persists, report this with the log");
    };
  }

  private static Problem refused(String what, Throwable failure) {
    return Problem.of(ErrorCode.CONFIG_VALUE_INVALID, what)
        .found(text(failure))
        .next(CHECK_SETTINGS);
  }

  /** The SQLSTATE of a failure; empty when there is none. */
  private static String state(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql && sql.getSQLState() != null) {
        return sql.getSQLState();
      }
    }
    return "";
  }

  private static String text(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql) {
        return String.valueOf(sql.getMessage());
      }
    }
    return String.valueOf(failure.getMessage());
  }
}

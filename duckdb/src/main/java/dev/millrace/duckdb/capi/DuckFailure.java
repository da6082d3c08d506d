package dev.millrace.duckdb.capi;

import dev.millrace.error.ErrorCode;
import dev.millrace.error.FileFault;
import dev.millrace.error.MillraceException;
import dev.millrace.error.Problem;
import java.util.Locale;

/** Turns DuckDB's error texts into problems a user can act on. */
final class DuckFailure {
  private DuckFailure() {}

  static MillraceException of(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    String line = text.lines().findFirst().orElse("no reason given").replaceAll("\\.+$", "");
    if (lower.startsWith("interrupt")) {
      return Problem.of(ErrorCode.CANCELLED, "the work was cancelled").asException();
    }
    if (FileFault.isNoRoom(text)
        || lower.contains("max_temp_directory_size")
        || lower.contains("temporary directory has been exceeded")) {
      return Problem.of(ErrorCode.DISK_FULL, "the engine has no room left for what it spills")
          .found(line)
          .next(
              "Free space on the disk that holds the home, or give the engine more under"
                  + " 'engine.memory' in home.yaml of the home.")
          .asException();
    }
    if (lower.startsWith("out of memory") || lower.contains("failed to allocate")) {
      return Problem.of(ErrorCode.MEMORY_LIMIT, "the engine needs more memory than it may use")
          .found(line)
          .next("Give it more under 'engine.memory' in home.yaml of the home.")
          .asException();
    }
    return Problem.of(ErrorCode.ENGINE_FAILED, "DuckDB failed").found(line).asException();
  }
}

package dev.millrace.core.ingest;

import dev.millrace.error.ErrorCode;
import dev.millrace.error.MillraceException;
import dev.millrace.error.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * A data file that a person named at the command line. Naming it is the grant: it may lie anywhere,
 * unlike the files a pipeline names.
 *
 * @param path links followed
 */
public record NamedFile(Path path) {
  public NamedFile {
    Objects.requireNonNull(path);
  }

  /** Finds the file; SOURCE_MISSING. */
  public static NamedFile of(Path file) {
    try {
      Path real = file.toRealPath();
      if (Files.isRegularFile(real)) {
        return new NamedFile(real);
      }
      throw missing(file, "this is not a file").asException();
    } catch (IOException e) {
      throw new MillraceException(missing(file, "there is no such file"), e);
    }
  }

  /** What an engine must be able to read. */
  public List<Path> folders() {
    return List.of(Objects.requireNonNullElse(path.getParent(), path));
  }

  private static Problem missing(Path file, String what) {
    return Problem.of(ErrorCode.SOURCE_MISSING, what)
        .at(file.toString())
        .next("Name a CSV, JSON or Parquet file that this user may read.");
  }
}

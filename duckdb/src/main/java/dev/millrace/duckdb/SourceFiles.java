package dev.millrace.duckdb;

import dev.millrace.error.ErrorCode;
import dev.millrace.error.MillraceException;
import dev.millrace.error.Problem;
import dev.millrace.spi.data.SourceObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Source objects as files, inside the folders the engine may read. */
final class SourceFiles {
  private final List<Path> readable;

  SourceFiles(List<Path> readable) {
    this.readable = List.copyOf(readable);
  }

  /** The file itself, links followed; SOURCE_MISSING, POLICY_DENIED. */
  Path find(SourceObject object) {
    Path file = Path.of(object.location());
    try {
      Path real = file.toRealPath();
      for (Path folder : readable) {
        if (Files.exists(folder) && real.startsWith(folder.toRealPath())) {
          return real;
        }
      }
      throw Problem.of(
              ErrorCode.POLICY_DENIED, "the file lies outside the folders that may be read")
          .at(object.location())
          .found(real)
          .next("Its folder must be granted under 'read' in the policy.yaml of the home.")
          .asException();
    } catch (IOException e) {
      throw new MillraceException(
          Problem.of(ErrorCode.SOURCE_MISSING, "the source file is not there")
              .at(object.location())
              .next("Check the path, and that the file may be read."),
          e);
    }
  }
}

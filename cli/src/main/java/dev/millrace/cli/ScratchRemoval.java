package dev.millrace.cli;

import dev.millrace.core.keep.FolderRemoval;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Empties a scratch folder. */
final class ScratchRemoval {
  private ScratchRemoval() {}

  /** Removes all that is right in the folder but one thing; what goes meanwhile is gone. */
  static void allBut(Path folder, Path kept) {
    try (Stream<Path> all = Files.list(folder)) {
      Path real = kept.toRealPath();
      List<Path> others = all.filter(path -> !path.toAbsolutePath().equals(real)).toList();
      for (Path other : others) {
        if (!Files.isSameFile(other, real)) {
          FolderRemoval.remove(other);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

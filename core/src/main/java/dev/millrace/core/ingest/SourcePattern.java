package dev.millrace.core.ingest;

import dev.millrace.core.policy.ReadableFiles;
import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;

/**
 * A path or a pattern of paths under {@code source.files}. A folder that may not be read is not
 * looked into: when the pattern reaches it, the whole pattern is refused.
 */
final class SourcePattern {
  private static final int DEEPEST = 16;
  private static final String WILD = "*?[{";

  private final Path folder;
  private final String text;
  private final ReadableFiles readable;

  /**
   * @param folder where a relative pattern starts
   */
  SourcePattern(Path folder, String text, ReadableFiles readable) {
    this.folder = folder;
    this.text = text;
    this.readable = readable;
  }

  /** The files it names, in no order; POLICY_DENIED. */
  List<Path> find() throws IOException {
    Path file = folder.resolve(text).normalize();
    if (Files.isRegularFile(file)) { // also when its name looks like a pattern
      readable.require(file);
      return List.of(file);
    }
    int wild = firstWildcard();
    if (wild < 0) {
      return List.of();
    }
    int slash = text.lastIndexOf('/', wild);
    Path start = folder.resolve(slash == 0 ? "/" : text.substring(0, Math.max(slash, 0)));
    return walk(start.normalize(), text.substring(slash + 1));
  }

  private int firstWildcard() {
    for (int i = 0; i < text.length(); i++) {
      if (WILD.indexOf(text.charAt(i)) >= 0) {
        return i;
      }
    }
    return -1;
  }

  private List<Path> walk(Path start, String pattern) throws IOException {
    if (!Files.isDirectory(start)) {
      return List.of();
    }
    PathMatcher matcher = start.getFileSystem().getPathMatcher("glob:" + pattern);
    List<Path> found = new ArrayList<>();
    Files.walkFileTree(
        start,
        EnumSet.of(FileVisitOption.FOLLOW_LINKS),
        depth(pattern),
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attributes)
              throws IOException {
            if (readable.isPrivate(dir)) {
              return FileVisitResult.SKIP_SUBTREE;
            }
            readable.require(dir);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            if (attributes.isRegularFile()
                && matcher.matches(start.relativize(file))
                && !readable.isPrivate(file)) {
              readable.require(file);
              found.add(file);
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
            if (e instanceof FileSystemLoopException) {
              return FileVisitResult.CONTINUE; // a link to a folder it lies in: seen already
            }
            throw e;
          }
        });
    return found;
  }

  /** Names in what the pattern can match; no folder below is looked into. */
  private static int depth(String pattern) {
    if (pattern.contains("**") || pattern.contains("{")) {
      return DEEPEST;
    }
    return Math.toIntExact(Math.min(DEEPEST, 1 + pattern.chars().filter(c -> c == '/').count()));
  }
}

package dev.millrace.store.backup;

import dev.millrace.digest.Digest;
import java.util.Objects;

/**
 * A file of a home as a backup has it.
 *
 * @param path relative to the home, with slashes
 */
public record KeptFile(String path, Digest digest, long bytes) {
  public KeptFile {
    Objects.requireNonNull(digest);
    if (path.isEmpty()
        || path.startsWith("/")
        || path.contains("\\")
        || path.contains(":")
        || java.util.List.of(path.split("/", -1)).stream()
            .anyMatch(part -> part.isEmpty() || part.equals(".") || part.equals(".."))) {
      throw new IllegalArgumentException("not a path within a home: '" + path + "'");
    }
  }
}

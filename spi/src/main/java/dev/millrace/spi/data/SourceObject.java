package dev.millrace.spi.data;

import dev.millrace.digest.Digest;
import java.util.Objects;

/**
 * A file or object as it was when the source was pinned.
 *
 * @param location path or address, as the pipeline names it
 * @param bytes size
 * @param digest SHA-256 of its bytes
 */
public record SourceObject(String location, long bytes, Digest digest) {
  public SourceObject {
    Objects.requireNonNull(location);
    Objects.requireNonNull(digest);
    if (bytes < 0) {
      throw new IllegalArgumentException("a size is not negative: " + bytes);
    }
  }
}

package dev.millrace.core.serve.compact;

import dev.millrace.digest.Digest;
import java.util.Objects;

/**
 * One Parquet file of a set.
 *
 * @param name of the file beside the manifest
 * @param rows records in it
 * @param digest SHA-256 of its bytes
 */
public record CompactedFile(String name, long rows, Digest digest) {
  public CompactedFile {
    Objects.requireNonNull(name);
    Objects.requireNonNull(digest);
  }
}

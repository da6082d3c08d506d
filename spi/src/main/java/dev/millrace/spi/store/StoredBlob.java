package dev.millrace.spi.store;

import dev.millrace.digest.Digest;
import java.time.Instant;
import java.util.Objects;

/**
 * A content that a listing of blobs shows.
 *
 * @param bytes its length as stored, which is not checked against its name
 * @param at when it was written; a content that was put again later counts as written then, give or
 *     take {@link BlobShelf#FRESH}
 */
public record StoredBlob(Digest digest, long bytes, Instant at) {
  public StoredBlob {
    Objects.requireNonNull(digest);
    Objects.requireNonNull(at);
    if (bytes < 0) {
      throw new IllegalArgumentException("a content has no negative length, got " + bytes);
    }
  }
}

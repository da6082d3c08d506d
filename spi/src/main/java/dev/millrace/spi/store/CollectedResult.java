package dev.millrace.spi.store;

import dev.millrace.digest.Digest;
import java.time.Instant;
import java.util.Objects;

/**
 * A result whose blobs were collected; made again, it is none any more.
 *
 * @param collection the name of the collection
 */
public record CollectedResult(Digest result, ContentClass kind, String collection, Instant at) {
  public CollectedResult {
    Objects.requireNonNull(result);
    Objects.requireNonNull(kind);
    Objects.requireNonNull(collection);
    Objects.requireNonNull(at);
  }
}

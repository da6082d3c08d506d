package dev.millrace.spi.store;

import dev.millrace.digest.Digest;
import java.time.Instant;
import java.util.OptionalLong;

/** Removes blobs that nobody uses, beside those who may be about to. */
public interface UnusedBlobs {
  /**
   * Removes a content unless it was put, or verified for use, at {@code since} or later; also when
   * that happens while this runs: who verified it before it went finds it still there. Gives the
   * bytes that were freed; empty when it stays or was not there.
   */
  OptionalLong deleteUnused(Digest digest, Instant since);
}

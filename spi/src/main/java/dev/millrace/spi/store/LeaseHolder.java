package dev.millrace.spi.store;

import dev.millrace.spi.id.RunId;
import java.time.Instant;
import java.util.Objects;

/**
 * Who holds a pipeline, for which run, and until when.
 *
 * @param since when this holder was granted the lease
 * @param expiry first instant at which others may take it over
 */
public record LeaseHolder(RunId run, LeaseOwner owner, Instant since, Instant expiry) {
  public LeaseHolder {
    Objects.requireNonNull(run);
    Objects.requireNonNull(owner);
    since = StoreTime.cut(since);
    expiry = StoreTime.cut(expiry);
  }
}

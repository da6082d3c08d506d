package dev.millrace.spi.store;

import dev.millrace.spi.id.RunId;
import java.time.Instant;
import java.util.Objects;

/**
 * A result found under its key.
 *
 * @param madeBy the run that made it
 * @param at when it was committed
 */
public record StoredResult(StageResult result, RunId madeBy, Instant at) {
  public StoredResult {
    Objects.requireNonNull(result);
    Objects.requireNonNull(madeBy);
    Objects.requireNonNull(at);
  }
}

package dev.millrace.spi.store;

import dev.millrace.spi.id.RunId;
import java.time.Instant;
import java.util.Objects;

/**
 * An effect that was begun and whose end is not known.
 *
 * @param key its idempotency key
 */
public record PendingEffect(String key, EffectIntent intent, RunId begunBy, Instant since) {
  public PendingEffect {
    Objects.requireNonNull(key);
    Objects.requireNonNull(intent);
    Objects.requireNonNull(begunBy);
    Objects.requireNonNull(since);
  }
}

package dev.millrace.spi.id;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;

/**
 * What every change carries: for which project, by whom, why, when, and a key that makes doing it
 * twice the same as doing it once.
 *
 * @param key at most 200 characters; equal keys mean the same change
 * @param at processing time of the request, in whole microseconds (finer parts are cut)
 */
public record Change(ProjectName project, Actor actor, String reason, String key, Instant at) {
  public Change {
    Objects.requireNonNull(project);
    Objects.requireNonNull(actor);
    reason = PlainText.clean(reason);
    PlainText.require("an idempotency key", key);
    at = at.truncatedTo(ChronoUnit.MICROS);
    if (key.isBlank() || key.length() > 200) {
      throw new IllegalArgumentException("an idempotency key has 1 to 200 characters");
    }
  }
}

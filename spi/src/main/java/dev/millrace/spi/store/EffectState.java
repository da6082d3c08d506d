package dev.millrace.spi.store;

import dev.millrace.json.Json;
import dev.millrace.spi.id.RunId;
import java.time.Instant;
import java.util.Objects;

/** What the journal knows of an effect when it is begun. */
public sealed interface EffectState {
  /** Nobody began it before: do it. */
  record Fresh() implements EffectState {}

  /**
   * It was begun before and its end is not known: do it again under the same key, which the other
   * side recognises, or look whether it happened.
   */
  record InDoubt(RunId begunBy, Instant since) implements EffectState {
    public InDoubt {
      Objects.requireNonNull(begunBy);
      Objects.requireNonNull(since);
    }
  }

  /** It was done: use this result. */
  record Completed(Json result) implements EffectState {
    public Completed {
      Objects.requireNonNull(result);
    }
  }
}

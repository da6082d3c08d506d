package dev.millrace.spi.store;

import dev.millrace.spi.id.Actor;
import dev.millrace.spi.id.ModelName;
import java.time.Instant;
import java.util.Objects;

/**
 * One entry in the history of a model's chosen version.
 *
 * @param sequence from 1 in the history of the model
 */
public record ChampionChoice(
    ModelName model, int sequence, int version, Kind kind, Actor actor, String reason, Instant at) {
  /** Why a version was chosen. */
  public enum Kind {
    /** It is thought better than the one before. */
    PROMOTE,
    /** The one before was not as good as thought. */
    ROLL_BACK
  }

  public ChampionChoice {
    Objects.requireNonNull(model);
    Objects.requireNonNull(kind);
    Objects.requireNonNull(actor);
    Objects.requireNonNull(reason);
    Objects.requireNonNull(at);
  }
}

package dev.millrace.spi.store;

import dev.millrace.spi.id.ModelName;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A model with the history of its chosen version.
 *
 * @param latest number of its newest version
 * @param choices oldest first
 */
public record RegisteredModel(ModelName model, int latest, List<ChampionChoice> choices) {
  public RegisteredModel {
    Objects.requireNonNull(model);
    choices = List.copyOf(choices);
  }

  /** The version chosen now. */
  public OptionalInt champion() {
    return ChampionRules.current(choices);
  }

  /** What was chosen at an instant, by whom and why. */
  public Optional<ChampionChoice> chosenAt(Instant when) {
    return ChampionRules.at(choices, when);
  }
}

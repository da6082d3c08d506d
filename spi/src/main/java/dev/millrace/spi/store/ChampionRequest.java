package dev.millrace.spi.store;

import dev.millrace.spi.id.ModelName;
import java.util.Objects;
import java.util.OptionalInt;

/**
 * A wish to have another version chosen.
 *
 * @param version the version wanted
 * @param expected the version chosen now, as far as the caller knows; empty when none is
 */
public record ChampionRequest(
    ModelName model, int version, OptionalInt expected, ChampionChoice.Kind kind) {
  public ChampionRequest {
    Objects.requireNonNull(model);
    Objects.requireNonNull(expected);
    Objects.requireNonNull(kind);
  }
}

package dev.millrace.spi.store;

import dev.millrace.spi.id.ModelName;
import java.util.Objects;

/**
 * A wish to move a version to another phase.
 *
 * @param from the phase it is in, as far as the caller knows
 */
public record PhaseMove(ModelName model, int version, ModelPhase from, ModelPhase to) {
  public PhaseMove {
    Objects.requireNonNull(model);
    Objects.requireNonNull(from);
    Objects.requireNonNull(to);
  }
}

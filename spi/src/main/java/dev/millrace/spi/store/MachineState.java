package dev.millrace.spi.store;

import dev.millrace.json.Json;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * Where a durable state machine stands.
 *
 * @param revision from 1, one more with every step
 * @param due when it must be looked at again although nothing happened
 */
public record MachineState(
    MachineId id, long revision, Json state, Optional<Instant> due, Instant at) {
  public MachineState {
    Objects.requireNonNull(id);
    Objects.requireNonNull(state);
    due = due.map(StoreTime::cut);
    at = StoreTime.cut(at);
  }
}

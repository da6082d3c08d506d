package dev.millrace.spi.store;

import dev.millrace.json.Json;
import dev.millrace.spi.id.PlainText;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * The next state of a durable state machine with everything that must become true in the same
 * transaction.
 *
 * @param expected revision the step was computed from; 0 for a machine that is not there yet
 * @param what the event that led to it, in a word or two
 * @param detail what it decided, for the record; no secret and no personal value
 * @param epoch routes that are in force from then on
 * @param champion the version that is chosen from then on
 */
public record MachineStep(
    MachineId id,
    long expected,
    Json state,
    Optional<Instant> due,
    String what,
    Json detail,
    Optional<EpochDraft> epoch,
    Optional<ChampionRequest> champion) {
  public MachineStep {
    Objects.requireNonNull(id);
    Objects.requireNonNull(state);
    due = due.map(StoreTime::cut);
    what = PlainText.clean(what);
    Objects.requireNonNull(detail);
    Objects.requireNonNull(epoch);
    Objects.requireNonNull(champion);
    if (expected < 0) {
      throw new IllegalArgumentException("revisions are not negative, got " + expected);
    }
  }

  /** A step that changes nothing but the machine. */
  public static MachineStep of(
      MachineId id, long expected, Json state, Optional<Instant> due, String what, Json detail) {
    return new MachineStep(
        id, expected, state, due, what, detail, Optional.empty(), Optional.empty());
  }
}

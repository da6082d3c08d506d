package dev.millrace.spi.store;

import dev.millrace.spi.id.Change;
import dev.millrace.spi.id.ProjectName;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Durable state machines: the rules are pure functions elsewhere, this keeps where they stand. Who
 * computed a step from a state that has moved meanwhile is refused, so that of many nodes that see
 * the same timer exactly one acts.
 */
public interface MachineStore {
  /**
   * Takes a step, its epoch, its champion and the events in one transaction, and gives where the
   * machine stands then; repeating a change does nothing more. CONFLICT when the machine is not at
   * the expected revision, the epoch has not the next number, or the champion is not the expected
   * one; MODEL_UNKNOWN and MODEL_VERSION_UNKNOWN for what is not registered.
   */
  MachineState step(Change change, MachineStep step);

  Optional<MachineState> find(ProjectName project, MachineId id);

  /** Every machine of a kind, by name. */
  List<MachineState> list(ProjectName project, MachineId.Kind kind);

  /**
   * Machines that must be looked at, the longest overdue first.
   *
   * @param limit 1 to 1,000
   */
  List<MachineState> due(ProjectName project, Instant now, int limit);
}

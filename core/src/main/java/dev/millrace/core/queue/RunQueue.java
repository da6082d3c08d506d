package dev.millrace.core.queue;

import dev.millrace.error.ErrorCode;
import dev.millrace.error.MillraceException;
import dev.millrace.error.Problem;
import dev.millrace.json.Json;
import dev.millrace.spi.id.Change;
import dev.millrace.spi.id.ProjectName;
import dev.millrace.spi.id.RunId;
import dev.millrace.spi.store.LeaseOwner;
import dev.millrace.spi.store.MachineId;
import dev.millrace.spi.store.MachineState;
import dev.millrace.spi.store.MachineStep;
import dev.millrace.spi.store.MachineStore;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * The queue of the runs on one machine, kept in the store: processes of that machine see the same
 * one, and of two that change it at once the second sees what the first did. Safe for threads.
 */
public final class RunQueue {
  private static final int TRIES = 100;

  /** Runs that may wait; who comes then is told to come again. */
  static final int MOST_WAITING = 1_000;

  private final MachineStore machines;
  private final MachineId id;
  private final RunNeeds budget;

  /**
   * @param host name of the machine
   * @param budget what it has for runs
   */
  public RunQueue(MachineStore machines, String host, RunNeeds budget) {
    this.machines = machines;
    this.id = new MachineId(MachineId.Kind.QUEUE, shortened(host));
    this.budget = budget;
  }

  private static String shortened(String host) {
    return host.length() <= 200 ? host : host.substring(0, 200);
  }

  /** What the machine has for runs. */
  public RunNeeds budget() {
    return budget;
  }

  public QueueState find(ProjectName project) {
    return machines.find(project, id).map(RunQueue::state).orElse(QueueState.EMPTY);
  }

  /**
   * A run comes; it may go at once when it is running afterwards.
   *
   * @throws MillraceException SERVER_BUSY when too many wait, RUN_ACTIVE when a run of the same
   *     pipeline waits already
   */
  public QueueState enter(Change change, QueuePlace place) {
    QueueState now = find(change.project());
    if (now.waiting().size() >= MOST_WAITING) {
      throw Problem.of(ErrorCode.SERVER_BUSY, "too many runs wait")
          .found(now.waiting().size())
          .next("Run it again when some have ended, or cancel some with: millrace runs cancel RUN")
          .asException();
    }
    now.waiting().stream()
        .filter(waiting -> waiting.pipeline().equals(place.pipeline()))
        .filter(waiting -> !waiting.run().equals(place.run()))
        .findFirst()
        .ifPresent(
            waiting -> {
              throw Problem.of(ErrorCode.RUN_ACTIVE, "a run of this pipeline waits already")
                  .at(place.pipeline().value())
                  .found("run " + waiting.run().brief() + " by " + waiting.owner())
                  .next("It reads what is there when it begins; there is no need for another.")
                  .asException();
            });
    return step(change, "enter", place.run(), state -> QueueRules.enter(state, place, budget));
  }

  /** A run has ended, or waits no more. */
  public QueueState leave(Change change, RunId run) {
    return step(change, "leave", run, state -> QueueRules.leave(state, run, budget));
  }

  /** Somebody wants a run to end: RUN_UNKNOWN when it is not here. */
  public QueueState cancel(Change change, RunId run) {
    return step(change, "cancel", run, state -> QueueRules.cancel(state, run));
  }

  /**
   * Frees the places of processes that are gone; nothing is written when none is.
   *
   * @param gone true for a process that is known not to run any more
   */
  public QueueState sweep(Change change, Predicate<LeaseOwner> gone) {
    QueueState now = find(change.project());
    Set<LeaseOwner> owners =
        now.places().map(QueuePlace::owner).filter(gone).collect(Collectors.toSet());
    if (owners.isEmpty()) {
      return now;
    }
    RunId first =
        now.places()
            .filter(place -> owners.contains(place.owner()))
            .findFirst()
            .orElseThrow()
            .run();
    return step(change, "gone", first, state -> QueueRules.gone(state, owners, budget));
  }

  private QueueState step(Change change, String what, RunId run, UnaryOperator<QueueState> rule) {
    for (int tried = 1; ; tried++) {
      Optional<MachineState> machine = machines.find(change.project(), id);
      QueueState before = machine.map(RunQueue::state).orElse(QueueState.EMPTY);
      QueueState after = rule.apply(before);
      if (after.equals(before)) {
        return before;
      }
      long revision = machine.map(MachineState::revision).orElse(0L);
      Change step =
          new Change(
              change.project(),
              change.actor(),
              change.reason(),
              change.key() + ":" + revision,
              change.at());
      try {
        var _ =
            machines.step(
                step,
                MachineStep.of(
                    id,
                    revision,
                    QueueStateJson.of(after),
                    Optional.empty(),
                    what,
                    Json.members()
                        .put("run", run.value())
                        .put("running", after.running().size())
                        .put("waiting", after.waiting().size())
                        .build()));
        return after;
      } catch (MillraceException e) {
        if (e.code() != ErrorCode.CONFLICT
            || tried == TRIES
            || machines.find(change.project(), id).equals(machine)) {
          throw e;
        }
      }
    }
  }

  private static QueueState state(MachineState machine) {
    return QueueStateJson.state(machine.state());
  }
}

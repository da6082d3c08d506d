package dev.millrace.core.queue;

import dev.millrace.spi.id.RunId;
import dev.millrace.spi.store.LeaseOwner;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The rules of the queue as functions of state and event; no clock is in them. Who came first goes
 * first: a large run at the head is not overtaken by small ones, so that it is not passed over for
 * ever. Who needs more than there is runs once nobody else does; that is told where it is asked
 * for.
 */
public final class QueueRules {
  private QueueRules() {}

  /** A run comes; coming again changes nothing. */
  static QueueState enter(QueueState state, QueuePlace place, RunNeeds budget) {
    if (state.find(place.run()).isPresent()) {
      return state;
    }
    List<QueuePlace> waiting = new ArrayList<>(state.waiting());
    waiting.add(place);
    return admit(new QueueState(state.running(), waiting), budget);
  }

  /** A run has ended, or does not want to wait any more. */
  static QueueState leave(QueueState state, RunId run, RunNeeds budget) {
    return without(state, place -> place.run().equals(run), budget);
  }

  /** Processes are gone; their runs have no place any more. */
  static QueueState gone(QueueState state, Set<LeaseOwner> owners, RunNeeds budget) {
    return without(state, place -> owners.contains(place.owner()), budget);
  }

  /** Somebody wants a run to end. */
  static QueueState cancel(QueueState state, RunId run) {
    return new QueueState(cancel(state.running(), run), cancel(state.waiting(), run));
  }

  private static List<QueuePlace> cancel(List<QueuePlace> places, RunId run) {
    return places.stream()
        .map(place -> place.run().equals(run) ? place.cancelled() : place)
        .toList();
  }

  private static QueueState without(
      QueueState state, Predicate<QueuePlace> leaving, RunNeeds budget) {
    return admit(
        new QueueState(
            state.running().stream().filter(leaving.negate()).toList(),
            state.waiting().stream().filter(leaving.negate()).toList()),
        budget);
  }

  private static QueueState admit(QueueState state, RunNeeds budget) {
    List<QueuePlace> running = new ArrayList<>(state.running());
    List<QueuePlace> waiting = new ArrayList<>(state.waiting());
    RunNeeds taken = state.taken();
    while (!waiting.isEmpty()
        && (running.isEmpty() || taken.plus(waiting.getFirst().needs()).fits(budget))) {
      QueuePlace next = waiting.removeFirst();
      taken = taken.plus(next.needs());
      running.add(next);
    }
    return new QueueState(running, waiting);
  }
}

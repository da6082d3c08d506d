package dev.millrace.core.queue;

import dev.millrace.spi.id.RunId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * Where the queue of a machine stands.
 *
 * @param running runs that have what they need
 * @param waiting runs that do not, who came first first
 */
public record QueueState(List<QueuePlace> running, List<QueuePlace> waiting) {
  /** Nobody is there. */
  public static final QueueState EMPTY = new QueueState(List.of(), List.of());

  public QueueState {
    running = List.copyOf(running);
    waiting = List.copyOf(waiting);
  }

  /** Everybody who is there. */
  public Stream<QueuePlace> places() {
    return Stream.concat(running.stream(), waiting.stream());
  }

  public Optional<QueuePlace> find(RunId run) {
    return places().filter(place -> place.run().equals(run)).findFirst();
  }

  public boolean isRunning(RunId run) {
    return running.stream().anyMatch(place -> place.run().equals(run));
  }

  /** Place among those who wait, from 1. */
  public OptionalInt position(RunId run) {
    for (int i = 0; i < waiting.size(); i++) {
      if (waiting.get(i).run().equals(run)) {
        return OptionalInt.of(i + 1);
      }
    }
    return OptionalInt.empty();
  }

  /** What those who run take together. */
  public RunNeeds taken() {
    return running.stream().map(QueuePlace::needs).reduce(RunNeeds.NOTHING, RunNeeds::plus);
  }

  /** What the first who waits is waiting for, in words. */
  public String why(RunNeeds budget) {
    String holders =
        String.join(
            ", ",
            running.stream().map(p -> "run " + p.run().brief() + " of " + p.pipeline()).toList());
    return "of "
        + budget.text()
        + ", "
        + taken().text()
        + " are taken"
        + (holders.isEmpty() ? "" : " by " + holders);
  }
}

package dev.millrace.core.simulate;

import java.time.Duration;
import java.time.Instant;
import java.util.PriorityQueue;

/** What will happen, in order of time; what is due together happens in the order it was planned. */
final class Agenda {
  private final PriorityQueue<Item> items =
      new PriorityQueue<>(java.util.Comparator.comparing(Item::at).thenComparingLong(Item::number));
  private Instant now;
  private long planned;

  private record Item(Instant at, long number, Runnable work) {}

  Agenda(Instant begin) {
    this.now = begin;
  }

  Instant now() {
    return now;
  }

  void in(Duration later, Runnable work) {
    items.add(new Item(now.plus(later), planned++, work));
  }

  /** Lets everything happen that is due before an instant; gives how much that was. */
  long runUntil(Instant end) {
    long done = 0;
    for (Item next = items.peek(); next != null && next.at().isBefore(end); next = items.peek()) {
      items.remove();
      now = next.at();
      next.work().run();
      done++;
    }
    now = end;
    return done;
  }
}

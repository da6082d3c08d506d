package dev.millrace.cli;

import dev.millrace.spi.store.Event;
import dev.millrace.spi.store.EventLog;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Reads a chain of events from its end, so that a long past costs nothing. */
final class NewestEvents {
  private static final int PAGE = 1_000;
  private static final int MOST_PAGES = 200;

  private final EventLog events;

  NewestEvents(EventLog events) {
    this.events = events;
  }

  /** The newest events of a subject, newest first; looks at the last 200,000 of all. */
  List<Event> ofSubject(String subject, int limit) {
    return matching(event -> event.draft().subject().equals(subject), limit);
  }

  /** The newest events that are wanted, newest first; looks at the last 200,000 of all. */
  List<Event> matching(Predicate<Event> wanted, int limit) {
    List<Event> found = new ArrayList<>();
    long end = last();
    for (int page = 0; page < MOST_PAGES && end > 0 && found.size() < limit; page++) {
      long from = Math.max(0, end - PAGE);
      long to = end;
      events.read(Users.PROJECT, from, PAGE).stream()
          .filter(event -> event.id() <= to && wanted.test(event))
          .toList()
          .reversed()
          .forEach(found::add);
      end = from;
    }
    return found.subList(0, Math.min(limit, found.size()));
  }

  /** An id at or behind that of the last event, found by doubling and halving. */
  private long last() {
    long high = PAGE;
    while (isBeyond(high)) {
      high *= 2;
    }
    long low = 0;
    while (high - low > PAGE) {
      long middle = (low + high) / 2;
      if (isBeyond(middle)) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return high;
  }

  private boolean isBeyond(long id) {
    return !events.read(Users.PROJECT, id, 1).isEmpty();
  }
}

package dev.millrace.testkit.store;

import dev.millrace.digest.Digest;
import dev.millrace.spi.id.Change;
import dev.millrace.spi.id.ProjectName;
import dev.millrace.spi.store.ChainCheck;
import dev.millrace.spi.store.Checkpoints;
import dev.millrace.spi.store.Event;
import dev.millrace.spi.store.EventAction;
import dev.millrace.spi.store.EventChain;
import dev.millrace.spi.store.EventDraft;
import dev.millrace.spi.store.EventLog;
import dev.millrace.spi.store.StoreProblems;
import java.util.List;
import java.util.Optional;

/** The events of a home in memory, and their one appender. */
final class MemoryEvents implements EventLog {
  private final MemoryTables tables;
  private final Checkpoints checkpoints;

  MemoryEvents(MemoryTables tables, Checkpoints checkpoints) {
    this.tables = tables;
    this.checkpoints = checkpoints;
  }

  /** The event of the same change made before; CONFLICT when its key was used for another. */
  Optional<Event> replayed(Change change, EventAction action, Digest request) {
    Optional<Event> first =
        tables.events.stream()
            .filter(event -> event.change().project().equals(change.project()))
            .filter(event -> event.change().key().equals(change.key()))
            .filter(event -> event.draft().action() == action)
            .findFirst();
    if (first.isPresent() && !first.get().draft().request().equals(request)) {
      throw StoreProblems.keyTaken(change.key());
    }
    return first;
  }

  /** Runs a change that ends with these events; nothing happens when a checkpoint throws first. */
  void commit(Change change, List<EventDraft> drafts, Runnable writes) {
    drafts.forEach(draft -> checkpoints.reached("before-commit:" + draft.action().text()));
    writes.run();
    for (EventDraft draft : drafts) {
      Optional<Event> last =
          tables.events.isEmpty() ? Optional.empty() : Optional.of(tables.events.getLast());
      tables.events.add(EventChain.append(last, change, draft));
    }
    drafts.forEach(draft -> checkpoints.reached("after-commit:" + draft.action().text()));
  }

  @Override
  public List<Event> read(ProjectName project, long after, int limit) {
    synchronized (tables) {
      return tables.events.stream()
          .filter(event -> event.id() > after && event.change().project().equals(project))
          .limit(limit)
          .toList();
    }
  }

  @Override
  public List<Event> read(long after, int limit) {
    synchronized (tables) {
      return tables.events.stream().filter(event -> event.id() > after).limit(limit).toList();
    }
  }

  @Override
  public List<Event> newest(ProjectName project, int limit) {
    synchronized (tables) {
      return tables.events.reversed().stream()
          .filter(event -> event.change().project().equals(project))
          .limit(limit)
          .toList();
    }
  }

  @Override
  public ChainCheck verify() {
    synchronized (tables) {
      ChainCheck check = ChainCheck.START;
      for (Event event : tables.events) {
        check = EventChain.check(check, event);
      }
      return check;
    }
  }
}

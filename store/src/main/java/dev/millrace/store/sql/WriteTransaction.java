package dev.millrace.store.sql;

import dev.millrace.digest.Digest;
import dev.millrace.spi.id.Change;
import dev.millrace.spi.store.Checkpoints;
import dev.millrace.spi.store.Event;
import dev.millrace.spi.store.EventAction;
import dev.millrace.spi.store.EventChain;
import dev.millrace.spi.store.EventDraft;
import dev.millrace.spi.store.StoreProblems;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A write in progress: the connection, and the one appender of events. Used by one thread. */
public final class WriteTransaction {
  private final SqlSession session;
  private final List<String> before = new ArrayList<>();
  private final List<String> after = new ArrayList<>();

  /** End of the chain, once this write has read it: nobody else appends meanwhile. */
  private EventRow.@Nullable Head head;

  public WriteTransaction(SqlSession session) {
    this.session = session;
  }

  SqlSession session() {
    return session;
  }

  /** The event of the same change made before; CONFLICT when its key was used for another. */
  Optional<Event> replayed(Change change, EventAction action, Digest request) {
    EventRow.Found found = EventRow.find(session, change, action);
    head = found.head();
    Optional<Event> first = found.event();
    if (first.isPresent() && !first.get().draft().request().equals(request)) {
      throw StoreProblems.keyTaken(change.key());
    }
    return first;
  }

  void append(Change change, EventDraft draft) {
    EventRow.Head last = head == null ? EventRow.head(session) : head;
    Event event = EventChain.append(last.id(), last.digest(), change, draft);
    EventRow.insert(session, event);
    head = new EventRow.Head(event.id(), event.digest());
    before.add("before-commit:" + draft.action().text());
    after.add("after-commit:" + draft.action().text());
  }

  /** Adds a checkpoint that is reached once the write is durable. */
  void reachesOnceDurable(String point) {
    after.add(point);
  }

  /** To be called just before the commit. */
  public void beforeCommit(Checkpoints checkpoints) {
    before.forEach(checkpoints::reached);
  }

  /** To be called once the commit is durable. */
  public void afterCommit(Checkpoints checkpoints) {
    after.forEach(checkpoints::reached);
  }
}

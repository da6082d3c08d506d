package dev.millrace.testkit.store;

import dev.millrace.digest.Digest;
import dev.millrace.spi.id.Change;
import dev.millrace.spi.id.ProjectName;
import dev.millrace.spi.store.ChangeRequests;
import dev.millrace.spi.store.Event;
import dev.millrace.spi.store.EventAction;
import dev.millrace.spi.store.EventDrafts;
import dev.millrace.spi.store.Hold;
import dev.millrace.spi.store.HoldDraft;
import dev.millrace.spi.store.HoldStore;
import dev.millrace.spi.store.StoreProblems;
import dev.millrace.testkit.store.MemoryTables.HeldThing;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Legal holds in memory. */
final class MemoryHolds implements HoldStore {
  private final MemoryTables tables;
  private final MemoryEvents events;

  MemoryHolds(MemoryTables tables, MemoryEvents events) {
    this.tables = tables;
    this.events = events;
  }

  @Override
  public Hold place(Change change, HoldDraft draft) {
    synchronized (tables) {
      Optional<Event> first =
          events.replayed(change, EventAction.HOLD_PLACE, ChangeRequests.of(draft));
      if (first.isPresent()) {
        String subject = first.get().draft().subject();
        int number = Integer.parseInt(subject.substring(subject.lastIndexOf('/') + 1));
        return tables.holds.get(number - 1).hold().with(Optional.empty());
      }
      if (inForce().count() >= MOST) {
        throw StoreProblems.tooManyHolds();
      }
      Hold hold =
          new Hold(
              tables.holds.size() + 1L,
              draft.subject(),
              draft.person(),
              draft.contents().size(),
              change.actor(),
              change.reason(),
              change.at(),
              Optional.empty());
      events.commit(
          change,
          List.of(EventDrafts.placed(draft, hold.number())),
          () -> tables.holds.add(new HeldThing(change.project(), hold, draft.contents())));
      return hold;
    }
  }

  @Override
  public Hold release(Change change, long number) {
    synchronized (tables) {
      boolean replayed =
          events
              .replayed(change, EventAction.HOLD_RELEASE, ChangeRequests.release(number))
              .isPresent();
      if (replayed) {
        return tables.holds.get((int) number - 1).hold();
      }
      HeldThing held =
          inForce()
              .filter(thing -> thing.project().equals(change.project()))
              .filter(thing -> thing.hold().number() == number)
              .findFirst()
              .orElseThrow(() -> StoreProblems.noHold(number));
      Hold released = held.hold().with(Optional.of(change.at()));
      events.commit(
          change,
          List.of(EventDrafts.released(released)),
          () ->
              tables.holds.set(
                  (int) number - 1, new HeldThing(held.project(), released, held.contents())));
      return released;
    }
  }

  @Override
  public List<Hold> list(ProjectName project) {
    synchronized (tables) {
      return tables.holds.reversed().stream()
          .filter(thing -> thing.project().equals(project))
          .map(HeldThing::hold)
          .toList();
    }
  }

  @Override
  public List<Digest> held(Optional<Digest> after, int limit) {
    synchronized (tables) {
      return inForce()
          .flatMap(thing -> thing.contents().stream())
          .filter(digest -> after.isEmpty() || digest.compareTo(after.get()) > 0)
          .distinct()
          .sorted()
          .limit(limit)
          .toList();
    }
  }

  @Override
  public Optional<Hold> holding(Digest content) {
    synchronized (tables) {
      return inForce()
          .filter(thing -> thing.contents().contains(content))
          .map(HeldThing::hold)
          .findFirst();
    }
  }

  private Stream<HeldThing> inForce() {
    return tables.holds.stream().filter(thing -> thing.hold().isInForce());
  }
}

package dev.millrace.spi.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.digest.Digest;
import dev.millrace.json.Json;
import dev.millrace.spi.id.Actor;
import dev.millrace.spi.id.Change;
import dev.millrace.spi.id.ProjectName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** No event of a chain can be changed, left out, moved or added unseen. */
class EventChainTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private final List<Event> chain = chain(6);

  @Test
  void anUntouchedChainIsWhole() {
    assertThat(check(chain)).isEqualTo(new ChainCheck.Whole(6, chain.get(5).digest()));
    assertThat(check(List.of())).isEqualTo(ChainCheck.START);
  }

  @Test
  void theDigestOfAnEventNeverChanges() {
    assertThat(chain.get(0).digest().hex()).isEqualTo(GOLDEN);
  }

  @Test
  void everyPartOfAnEventIsCovered() {
    List<UnaryOperator<Event>> changes = new ArrayList<>();
    changes.add(e -> with(e, change("other", "why", "key1", NOON), e.draft()));
    changes.add(e -> with(e, change("ann", "other", "key1", NOON), e.draft()));
    changes.add(e -> with(e, change("ann", "why", "other", NOON), e.draft()));
    changes.add(e -> with(e, change("ann", "why", "key1", NOON.plusNanos(1000)), e.draft()));
    changes.add(e -> with(e, e.change(), draft(EventAction.RUN_FINISH, "run/1", 1)));
    changes.add(e -> with(e, e.change(), draft(EventAction.RUN_START, "run/2", 1)));
    changes.add(e -> with(e, e.change(), draft(EventAction.RUN_START, "run/1", 2)));
    for (UnaryOperator<Event> change : changes) {
      List<Event> tampered = new ArrayList<>(chain);
      tampered.set(1, change.apply(chain.get(1)));
      assertThat(tampered.get(1)).isNotEqualTo(chain.get(1));
      assertThat(check(tampered))
          .isInstanceOfSatisfying(
              ChainCheck.Broken.class, broken -> assertThat(broken.event()).isEqualTo(2));
    }
  }

  @Test
  void aForgedEventBreaksTheNext() {
    List<Event> forged = new ArrayList<>(chain);
    Event other =
        EventChain.append(
            Optional.of(chain.get(2)), chain.get(3).change(), draft(EventAction.RUN_START, "x", 1));
    forged.set(3, other);
    assertThat(check(forged))
        .isEqualTo(
            new ChainCheck.Broken(
                5,
                Optional.of(NOON),
                "it does not follow the event before it",
                other.digest().hex(),
                chain.get(3).digest().hex()));
  }

  @Test
  void removedAndSwappedEventsAreMissed() {
    List<Event> shorter = new ArrayList<>(chain);
    shorter.remove(2);
    assertThat(check(shorter)).isEqualTo(missing(3, 4));
    List<Event> swapped = new ArrayList<>(chain);
    swapped.set(0, chain.get(1));
    swapped.set(1, chain.get(0));
    assertThat(check(swapped)).isEqualTo(missing(1, 2));
  }

  private static ChainCheck missing(long event, long next) {
    return new ChainCheck.Broken(
        event, Optional.empty(), "it is missing", "event " + event, "event " + next);
  }

  private static ChainCheck check(List<Event> events) {
    ChainCheck check = ChainCheck.START;
    for (Event event : events) {
      check = EventChain.check(check, event);
    }
    return check;
  }

  private static List<Event> chain(int length) {
    List<Event> events = new ArrayList<>();
    Optional<Event> last = Optional.empty();
    for (int i = 0; i < length; i++) {
      Event event =
          EventChain.append(
              last,
              change("ann", "why", "key" + i, NOON),
              draft(EventAction.RUN_START, "run/1", 1));
      events.add(event);
      last = Optional.of(event);
    }
    return events;
  }

  private static Event with(Event event, Change change, EventDraft draft) {
    return new Event(event.id(), change, draft, event.previous(), event.digest());
  }

  private static Change change(String actor, String reason, String key, Instant at) {
    return new Change(
        new ProjectName("default"), new Actor(actor, Actor.Standing.UNVERIFIED), reason, key, at);
  }

  private static EventDraft draft(EventAction action, String subject, int number) {
    return new EventDraft(
        action,
        subject,
        Digest.ofBytes(new byte[] {1}),
        Json.members().put("number", number).build());
  }

  private static final String GOLDEN =
      "cd064620905f0937b0226aa1239d24b0b0cb9256f8b9acee8c83193386244df0";
}

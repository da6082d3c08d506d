package dev.millrace.spi.store;

import dev.millrace.digest.Digest;
import dev.millrace.json.CanonicalJson;
import dev.millrace.json.Json;
import dev.millrace.spi.id.Change;
import java.util.Optional;

/**
 * How events are chained: the digest of an event is taken over the canonical JSON of its parts and
 * the digest of the event before, so that none can be changed, removed or put between without
 * breaking every later one.
 */
public final class EventChain {
  /** Stands before the first event. */
  public static final Digest ROOT = new Digest("0".repeat(64));

  private EventChain() {}

  /** The event that follows {@code last}. */
  public static Event append(Optional<Event> last, Change change, EventDraft draft) {
    return append(
        last.map(Event::id).orElse(0L), last.map(Event::digest).orElse(ROOT), change, draft);
  }

  /** The event that follows the one with this id and digest. */
  public static Event append(long lastId, Digest lastDigest, Change change, EventDraft draft) {
    long id = lastId + 1;
    return new Event(id, change, draft, lastDigest, digest(id, change, draft, lastDigest));
  }

  /** Goes on checking: {@code before} is the outcome for all earlier events. */
  public static ChainCheck check(ChainCheck before, Event event) {
    if (!(before instanceof ChainCheck.Whole whole)) {
      return before;
    }
    if (event.id() != whole.events() + 1) {
      return ChainCheck.Broken.missing(whole.events() + 1, event.id());
    }
    if (!event.previous().equals(whole.head())) {
      return broken(
          event, "it does not follow the event before it", whole.head(), event.previous());
    }
    Digest expected = digest(event.id(), event.change(), event.draft(), event.previous());
    if (!event.digest().equals(expected)) {
      return broken(event, "its content is not what was written", event.digest(), expected);
    }
    return new ChainCheck.Whole(event.id(), event.digest());
  }

  private static ChainCheck broken(Event event, String why, Digest expected, Digest found) {
    return new ChainCheck.Broken(
        event.id(), Optional.of(event.change().at()), why, expected.hex(), found.hex());
  }

  /**
   * The outcome for an event that stands where it must and cannot be read; of an earlier break when
   * there is one.
   */
  public static ChainCheck unreadable(ChainCheck before, long id, String why) {
    if (!(before instanceof ChainCheck.Whole whole)) {
      return before;
    }
    return id == whole.events() + 1
        ? new ChainCheck.Broken(id, Optional.empty(), "it cannot be read", "an event", why)
        : ChainCheck.Broken.missing(whole.events() + 1, id);
  }

  private static Digest digest(long id, Change change, EventDraft draft, Digest previous) {
    return CanonicalJson.digest(
        Json.members()
            .put("format", "event-1")
            .put("id", id)
            .put("project", change.project().value())
            .put("actor", change.actor().name())
            .put("standing", change.actor().standing().name())
            .put("reason", change.reason())
            .put("key", change.key())
            .put("at", change.at().toString())
            .put("action", draft.action().text())
            .put("subject", draft.subject())
            .put("request", draft.request().hex())
            .put("detail", draft.detail())
            .put("previous", previous.hex())
            .build());
  }
}

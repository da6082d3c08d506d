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
      return new ChainCheck.Broken(whole.events() + 1, "it is missing");
    }
    if (!event.previous().equals(whole.head())) {
      return new ChainCheck.Broken(event.id(), "it does not follow the event before it");
    }
    Digest expected = digest(event.id(), event.change(), event.draft(), event.previous());
    if (!event.digest().equals(expected)) {
      return new ChainCheck.Broken(event.id(), "its content is not what was written");
    }
    return new ChainCheck.Whole(event.id(), event.digest());
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

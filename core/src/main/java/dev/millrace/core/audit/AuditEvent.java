package dev.millrace.core.audit;

import dev.millrace.json.CanonicalJson;
import dev.millrace.json.Json;
import dev.millrace.json.JsonObject;
import dev.millrace.json.MembersBuilder;
import dev.millrace.spi.store.Event;
import dev.millrace.spi.store.EventAction;
import java.util.Objects;
import java.util.Optional;

/**
 * An event with what stood before it.
 *
 * @param before what was in the place of {@code after}, for changes that replace something
 * @param after what came of the change
 */
public record AuditEvent(Event event, Optional<Json> before, Json after) {
  /** Texts that may quote the cells of a row. */
  private static final String QUOTING = "problem";

  /** How texts that may quote data are shown. */
  public enum Texts {
    /** By their digest, so that the record can be handed on. */
    DIGESTS,
    /** As they are, so that the digests of events can be computed again from the export alone. */
    WHOLE
  }

  public AuditEvent {
    Objects.requireNonNull(event);
    Objects.requireNonNull(before);
    Objects.requireNonNull(after);
  }

  /** One line of an export. */
  public Json json(Texts texts) {
    MembersBuilder members =
        Json.members()
            .put("id", event.id())
            .put("at", event.change().at().toString())
            .put("project", event.change().project().value())
            .put("actor", event.change().actor().name())
            .put("standing", event.change().actor().standing().name())
            .put("reason", event.change().reason())
            .put("action", event.draft().action().text())
            .put("subject", event.draft().subject())
            .put("key", event.change().key())
            .put("request", event.draft().request().hex());
    before.ifPresent(value -> members.put("before", value));
    return members
        .put("after", texts == Texts.WHOLE ? after : withoutQuotes())
        .put("previous", event.previous().hex())
        .put("digest", event.digest().hex())
        .build();
  }

  private Json withoutQuotes() {
    JsonObject in = JsonObject.of(after);
    if (event.draft().action() != EventAction.RUN_FINISH
        || in.find(QUOTING).isEmpty()
        || in.text(QUOTING).isEmpty()) {
      return after;
    }
    MembersBuilder members = Json.members();
    for (String name : in.names()) {
      members.put(
          name,
          name.equals(QUOTING)
              ? Json.of("sha-256:" + CanonicalJson.digest(in.value(name)).hex())
              : in.value(name));
    }
    return members.build();
  }
}

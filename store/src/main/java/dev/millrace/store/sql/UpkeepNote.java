package dev.millrace.store.sql;

import dev.millrace.digest.Digest;
import dev.millrace.json.CanonicalJson;
import dev.millrace.json.Json;
import dev.millrace.spi.id.Change;
import dev.millrace.spi.store.EventAction;
import dev.millrace.spi.store.EventDraft;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** What somebody did to a home as a whole, to be kept among its events. */
public record UpkeepNote(Change change, EventAction action, String subject, Json detail) {
  public UpkeepNote {
    Objects.requireNonNull(change);
    Objects.requireNonNull(action);
    Objects.requireNonNull(subject);
    Objects.requireNonNull(detail);
  }

  EventDraft draft() {
    return new EventDraft(
        action,
        subject,
        Digest.ofBytes(CanonicalJson.text(detail).getBytes(StandardCharsets.UTF_8)),
        detail);
  }
}

package dev.millrace.spi.store;

import dev.millrace.digest.Digest;
import dev.millrace.json.Json;
import java.util.Objects;

/**
 * An event before it has a place in the chain.
 *
 * @param subject what was changed, such as {@code run/ID} or {@code model/NAME/3}
 * @param request digest of what was asked, to recognise a repetition
 * @param detail what came of it
 */
public record EventDraft(EventAction action, String subject, Digest request, Json detail) {
  public EventDraft {
    Objects.requireNonNull(action);
    Objects.requireNonNull(subject);
    Objects.requireNonNull(request);
    Objects.requireNonNull(detail);
  }
}

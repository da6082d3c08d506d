package dev.millrace.core.audit;

import dev.millrace.json.Json;
import dev.millrace.json.JsonObject;
import dev.millrace.spi.store.Event;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Finds what stood before each event, given the events of a home in order. Keeps the last value of
 * every thing that is replaced: champions, releases, state machines. Not safe for threads.
 */
final class AuditHistory {
  private final Map<String, Json> last = new HashMap<>();

  AuditEvent next(Event event) {
    Json detail = event.draft().detail();
    return switch (event.draft().action()) {
      case MODEL_MOVE -> {
        JsonObject move = JsonObject.of(detail);
        yield new AuditEvent(event, Optional.of(phase(move.text("from"))), phase(move.text("to")));
      }
      case STAGE_COMMIT -> {
        String replaced = JsonObject.of(detail).text("replaced");
        yield new AuditEvent(
            event,
            replaced.isEmpty()
                ? Optional.empty()
                : Optional.of(Json.members().put("result", replaced).build()),
            detail);
      }
      case MODEL_CHOOSE, MODEL_ROLL_BACK -> replacing(event, "champion/" + withoutLast(event));
      case MODEL_LABEL -> {
        JsonObject label = JsonObject.of(detail);
        String name = label.text("kind") + "/" + label.text("name");
        // An alias moves from version to version.
        yield replacing(
            event,
            (label.text("kind").equals("ALIAS") ? withoutLast(event) : event.draft().subject())
                + "/"
                + name);
      }
      case RELEASE_EPOCH -> replacing(event, withoutLast(event));
      case MACHINE_STEP, RUN_CHANGE -> replacing(event, event.draft().subject());
      case EXPERIMENT_CHANGE -> {
        Json.Members members = (Json.Members) detail;
        boolean tag = members.find("tag").isPresent() || members.find("removed").isPresent();
        String what =
            tag
                ? "tag/" + text(members, members.find("tag").isPresent() ? "tag" : "removed")
                : String.join(",", members.values().keySet());
        yield replacing(event, event.draft().subject() + "/" + what);
      }
      case RUN_START,
          RUN_ABANDON,
          RUN_FINISH,
          RESULT_FORGET,
          EFFECT_BEGIN,
          EFFECT_COMPLETE,
          MODEL_REGISTER,
          EVIDENCE_APPEND,
          WINDOW_CLOSE,
          EXPERIMENT_CREATE,
          RUN_CREATE,
          HOME_MOVE,
          HOME_REPAIR,
          COLLECTION_BEGIN,
          COLLECTION_END,
          HOLD_PLACE,
          HOLD_RELEASE,
          ERASURE_BEGIN,
          ERASURE_REPLACE ->
          new AuditEvent(event, Optional.empty(), detail);
    };
  }

  private AuditEvent replacing(Event event, String thing) {
    String key = event.change().project() + "/" + thing;
    Json before = last.put(key, event.draft().detail());
    return new AuditEvent(event, Optional.ofNullable(before), event.draft().detail());
  }

  private static String text(Json.Members members, String name) {
    return JsonObject.of(members).text(name);
  }

  private static Json phase(String phase) {
    return Json.members().put("phase", phase).build();
  }

  /** The subject without its number. */
  private static String withoutLast(Event event) {
    String subject = event.draft().subject();
    return subject.substring(0, subject.lastIndexOf('/'));
  }
}

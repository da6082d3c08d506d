package dev.millrace.server.pages;

import dev.millrace.json.Json;
import dev.millrace.json.JsonObject;
import dev.millrace.server.pages.Node.Element;
import dev.millrace.spi.store.Event;
import dev.millrace.spi.store.EventAction;
import dev.millrace.spi.store.EventDraft;
import dev.millrace.spi.store.ReleaseJson;
import dev.millrace.spi.store.ReleaseRoute;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What happened lately, in words. Of the many events of one change the one that says most is told;
 * steps of runs, effects and closed windows stand on pages of their own.
 */
final class Stories {
  private static final Set<EventAction> SMALL =
      Set.of(EventAction.MACHINE_STEP, EventAction.MODEL_CHOOSE, EventAction.MODEL_ROLL_BACK);

  private Stories() {}

  /** The newest stories first. */
  static Element list(List<Event> newest, int most) {
    Set<String> released =
        newest.stream()
            .filter(event -> event.draft().action() == EventAction.RELEASE_EPOCH)
            .map(event -> event.change().key())
            .collect(Collectors.toCollection(HashSet::new));
    List<Node> items = new ArrayList<>();
    for (Event event : newest) {
      boolean told =
          SMALL.contains(event.draft().action()) && released.contains(event.change().key());
      if (!told && items.size() < most) {
        story(event.draft()).ifPresent(story -> items.add(item(event, story)));
      }
    }
    return Element.of("ul", items).styled("story");
  }

  private static Element item(Event event, Element story) {
    String reason = event.change().reason();
    String who = "by " + Words.actor(event.change().actor());
    return Element.of(
        "li",
        Words.time(event.change().at()),
        Element.of("div", story, Words.note(reason.isBlank() ? who : who + ": " + reason)));
  }

  private static Optional<Element> story(EventDraft draft) {
    JsonObject detail = JsonObject.of(draft.detail());
    List<String> subject = List.of(draft.subject().split("/", -1));
    return switch (draft.action()) {
      case RUN_START ->
          Optional.of(said(runLink(subject), " of pipeline " + detail.text("pipeline") + " began"));
      case RUN_FINISH -> Optional.of(ended(subject, detail));
      case RUN_ABANDON -> Optional.of(said(runLink(subject), " fell silent; another took over"));
      case MODEL_REGISTER -> Optional.of(said(versionLink(subject), " was registered"));
      case MODEL_CHOOSE, MODEL_ROLL_BACK ->
          Optional.of(said(versionLink(subject), " became the champion"));
      case MODEL_MOVE ->
          Optional.of(said(versionLink(subject), " moved to phase " + lower(detail, "to")));
      case MODEL_LABEL ->
          Optional.of(
              said(
                  detail.integer("version") == 0 ? modelLink(subject) : versionLink(subject),
                  ": "
                      + lower(detail, "kind")
                      + " "
                      + detail.text("name")
                      + (detail.text("action").equals("SET") ? " was set" : " was removed")));
      case RELEASE_EPOCH -> Optional.of(epoch(subject, detail));
      case MACHINE_STEP -> step(subject, detail);
      case HOME_MOVE ->
          Optional.of(
              Element.of("p", Words.text("The metadata was moved to " + detail.text("to"))));
      case HOME_REPAIR ->
          Optional.of(
              Element.of(
                  "p",
                  Words.text("Repaired: " + detail.text("found") + ": " + detail.text("done"))));
      case STAGE_COMMIT,
          RESULT_FORGET,
          EFFECT_BEGIN,
          EFFECT_COMPLETE,
          EVIDENCE_APPEND,
          WINDOW_CLOSE,
          EXPERIMENT_CREATE,
          EXPERIMENT_CHANGE,
          RUN_CREATE,
          RUN_CHANGE,
          COLLECTION_BEGIN,
          ERASURE_REPLACE ->
          Optional.empty();
      case COLLECTION_END ->
          Optional.of(
              Words.note(
                  String.format(
                      Locale.ROOT,
                      "%,d things that nothing needs were collected",
                      detail.whole("things"))));
      case ERASURE_BEGIN ->
          Optional.of(Words.note("a person is erased, by " + detail.text("field")));
      case HOLD_PLACE -> Optional.of(Words.note(detail.text("subject") + " is held"));
      case HOLD_RELEASE -> Optional.of(Words.note(detail.text("subject") + " is held no more"));
    };
  }

  private static Element ended(List<String> subject, JsonObject detail) {
    return switch (detail.text("status")) {
      case "DONE" -> said(runLink(subject), " is done");
      case "REFUSED" -> said(runLink(subject), " was refused: " + detail.text("problem"));
      default -> said(runLink(subject), " failed: " + detail.text("problem"));
    };
  }

  private static Element epoch(List<String> subject, JsonObject detail) {
    String model = subject.get(1);
    List<String> shares = new ArrayList<>();
    for (ReleaseRoute route : ReleaseJson.routes(detail, "routes").routes()) {
      shares.add("version " + route.content().version() + " answers " + Words.share(route.share()));
    }
    String change =
        switch (detail.text("change")) {
          case "ROLL_BACK" -> "Rolled back: ";
          case "ABANDON" -> "The candidate was taken back: ";
          case "START" -> "A candidate gets its first traffic: ";
          case "WIDEN" -> "The candidate gets more traffic: ";
          default -> "Released: ";
        };
    return Element.of(
        "p",
        Words.text(change),
        Words.link("/models/" + model, model),
        Words.text(
            " "
                + String.join(", ", shares)
                + " ("
                + subject.get(2)
                + ", epoch "
                + subject.get(3)
                + ")"));
  }

  /** A step that says why it was taken. */
  private static Optional<Element> step(List<String> subject, JsonObject detail) {
    Optional<String> why =
        detail
            .find("detail")
            .filter(Json.Members.class::isInstance)
            .flatMap(inner -> JsonObject.of(inner).find("why"))
            .filter(Json.Text.class::isInstance)
            .map(text -> ((Json.Text) text).value());
    boolean idle = detail.text("what").equals("look") || detail.text("what").equals("prepared");
    return why.filter(words -> !idle)
        .map(
            words ->
                Words.paragraph(
                    (subject.get(0).equals("release") ? "Release of " : "Trigger of ")
                        + String.join(" in ", subject.subList(1, subject.size()))
                        + ": "
                        + words));
  }

  private static Element runLink(List<String> subject) {
    String run = subject.get(1);
    return Words.link("/runs/" + run, "Run " + run.substring(0, Math.min(8, run.length())));
  }

  private static Element modelLink(List<String> subject) {
    return Words.link("/models/" + subject.get(1), "Model " + subject.get(1));
  }

  private static Element versionLink(List<String> subject) {
    return Words.link(
        "/models/" + subject.get(1) + "/versions/" + subject.get(2),
        "Version " + subject.get(2) + " of " + subject.get(1));
  }

  private static String lower(JsonObject detail, String name) {
    return detail.text(name).toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
  }

  private static Element said(Element link, String words) {
    return Element.of("p", link, Words.text(words));
  }
}

package dev.millrace.core.trigger;

import dev.millrace.json.Json;
import dev.millrace.json.JsonObject;
import dev.millrace.json.JsonSyntaxException;
import dev.millrace.json.MembersBuilder;
import dev.millrace.spi.id.NodeName;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The stored form of a trigger's state. */
public final class TriggerStateJson {
  private static final int VERSION = 1;

  private TriggerStateJson() {}

  public static Json of(TriggerState state) {
    MembersBuilder out =
        Json.members()
            .put("format", VERSION)
            .put("since", state.since().toString())
            .put("attempts", state.attempts())
            .put("source", state.source())
            .put("tried", state.tried())
            .put("labelled", state.labelled())
            .put("failures", state.failures())
            .put("causes", causes(state.causes().values()))
            .put("noted", causes(state.noted().values()))
            .put("decision", state.decision());
    state.running().ifPresent(run -> out.put("running", of(run)));
    state.started().ifPresent(at -> out.put("started", at.toString()));
    state.rest().ifPresent(until -> out.put("rest", until.toString()));
    return out.build();
  }

  public static TriggerState state(Json json) {
    JsonObject in =
        JsonObject.of(json)
            .only(
                "format",
                "since",
                "attempts",
                "source",
                "tried",
                "labelled",
                "failures",
                "causes",
                "noted",
                "decision",
                "running",
                "started",
                "rest");
    if (in.whole("format") != VERSION) {
      throw new JsonSyntaxException("trigger states are of format " + VERSION, null);
    }
    return new TriggerState(
        Instant.parse(in.text("since")),
        in.whole("attempts"),
        in.find("running").map(run -> attempt(in.object("running"))),
        in.text("source"),
        in.text("tried"),
        in.whole("labelled"),
        instant(in, "started"),
        instant(in, "rest"),
        in.integer("failures"),
        byKind(causes(in, "causes")),
        byKind(causes(in, "noted")),
        in.text("decision"));
  }

  /** A run with its causes. */
  public static Json of(Attempt attempt) {
    return Json.members()
        .put("number", attempt.number())
        .put("node", attempt.node().value())
        .put("since", attempt.since().toString())
        .put("source", attempt.source())
        .put("causes", causes(attempt.causes()))
        .build();
  }

  private static Attempt attempt(JsonObject in) {
    JsonObject run = in.only("number", "node", "since", "source", "causes");
    return new Attempt(
        run.whole("number"),
        new NodeName(run.text("node")),
        Instant.parse(run.text("since")),
        run.text("source"),
        causes(run, "causes"));
  }

  private static List<Json.Members> causes(Collection<TriggerCause> causes) {
    return causes.stream()
        .map(
            cause ->
                Json.members()
                    .put("kind", cause.kind().name())
                    .put("version", cause.version())
                    .put("words", cause.words())
                    .put("since", cause.since().toString())
                    .build())
        .toList();
  }

  private static List<TriggerCause> causes(JsonObject in, String name) {
    return in.items(name).stream()
        .map(item -> JsonObject.of(name, item).only("kind", "version", "words", "since"))
        .map(
            cause ->
                new TriggerCause(
                    TriggerCause.Kind.valueOf(cause.text("kind")),
                    cause.integer("version"),
                    cause.text("words"),
                    Instant.parse(cause.text("since"))))
        .toList();
  }

  private static SortedMap<TriggerCause.Kind, TriggerCause> byKind(List<TriggerCause> causes) {
    SortedMap<TriggerCause.Kind, TriggerCause> byKind = new TreeMap<>();
    causes.forEach(cause -> byKind.put(cause.kind(), cause));
    return byKind;
  }

  private static Optional<Instant> instant(JsonObject in, String name) {
    return in.find(name).map(value -> Instant.parse(in.text(name)));
  }
}

package dev.millrace.spi.store;

import dev.millrace.digest.Digest;
import dev.millrace.json.CanonicalJson;
import dev.millrace.json.Json;
import dev.millrace.json.MembersBuilder;
import dev.millrace.spi.id.ModelName;
import dev.millrace.spi.id.RunId;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** The events of every kind of change, so that all stores tell the same story. */
public final class EventDrafts {
  private EventDrafts() {}

  public static EventDraft started(RunStart start, StartedRun run) {
    LeaseHolder holder = run.lease().holder();
    return new EventDraft(
        EventAction.RUN_START,
        "run/" + start.run(),
        ChangeRequests.of(start),
        Json.members()
            .put("pipeline", start.pipeline().value())
            .put("experiment", run.experiment().value())
            .put("config", start.config().hex())
            .put("epoch", run.lease().epoch())
            .put("owner", holder.owner().toString())
            .put("since", holder.since().toString())
            .put("expiry", holder.expiry().toString())
            .put("abandoned", run.abandoned().map(RunId::value).orElse(""))
            .build());
  }

  public static EventDraft abandoned(RunStart start, RunId abandoned) {
    return new EventDraft(
        EventAction.RUN_ABANDON,
        "run/" + abandoned,
        ChangeRequests.of(start),
        Json.members().put("taken-over-by", start.run().value()).build());
  }

  public static EventDraft committed(Lease lease, StageRecord stage) {
    StageCommit commit = stage.commit();
    return new EventDraft(
        EventAction.STAGE_COMMIT,
        "run/" + lease.holder().run() + "/stage/" + stage.ordinal(),
        ChangeRequests.of(lease, commit),
        Json.members()
            .put("stage", commit.stage().value())
            .put("kind", commit.kind().name())
            .put("origin", commit.origin().name())
            .put("ordinal", stage.ordinal())
            .put("key", commit.key().map(Digest::hex).orElse(""))
            .put("result", commit.result().digest().hex())
            .put("replaced", stage.replaced().map(Digest::hex).orElse(""))
            .build());
  }

  public static EventDraft finished(Lease lease, RunEnd end) {
    return new EventDraft(
        EventAction.RUN_FINISH,
        "run/" + lease.holder().run(),
        ChangeRequests.of(lease, end),
        Json.members().put("status", end.status().name()).put("problem", end.problem()).build());
  }

  public static EventDraft forgotten(Digest key) {
    return new EventDraft(
        EventAction.RESULT_FORGET,
        "result/" + key,
        ChangeRequests.forget(key),
        Json.members().build());
  }

  public static EventDraft effectBegun(Lease lease, EffectIntent intent) {
    return new EventDraft(
        EventAction.EFFECT_BEGIN,
        "run/" + lease.holder().run() + "/effect/" + intent.stage(),
        ChangeRequests.of(intent),
        Json.members().put("request", intent.request()).build());
  }

  public static EventDraft effectCompleted(Lease lease, EffectIntent intent, Json result) {
    return new EventDraft(
        EventAction.EFFECT_COMPLETE,
        "run/" + lease.holder().run() + "/effect/" + intent.stage(),
        ChangeRequests.complete(result),
        Json.members().put("result", result).build());
  }

  public static EventDraft registered(Registration registration, int version) {
    return new EventDraft(
        EventAction.MODEL_REGISTER,
        model(registration.model(), version),
        ChangeRequests.of(registration),
        Json.members()
            .put("version", version)
            .put("scorer", registration.scorer().hex())
            .put("run", registration.lineage().run().value())
            .build());
  }

  /** {@code request} is the digest of what was asked: a choice or a roll-back. */
  public static EventDraft chosen(EventAction action, Digest request, ChampionChoice choice) {
    return new EventDraft(
        action,
        model(choice.model(), choice.version()),
        request,
        Json.members()
            .put("sequence", choice.sequence())
            .put("version", choice.version())
            .put("kind", choice.kind().name())
            .build());
  }

  public static EventDraft moved(PhaseMove move) {
    return new EventDraft(
        EventAction.MODEL_MOVE,
        model(move.model(), move.version()),
        ChangeRequests.of(move),
        Json.members().put("from", move.from().name()).put("to", move.to().name()).build());
  }

  /** Versions count from 1; a label of version 0 is about the model. */
  public static EventDraft labelled(LabelChange change) {
    ModelLabel label = change.label();
    return new EventDraft(
        EventAction.MODEL_LABEL,
        label.version() == 0 ? "model/" + label.model() : model(label.model(), label.version()),
        ChangeRequests.of(change),
        Json.members()
            .put("action", change.action().name())
            .put("kind", label.kind().name())
            .put("name", label.name())
            .put("version", label.version())
            .put("value", label.value())
            .build());
  }

  public static EventDraft appended(Evidence evidence, long sequence) {
    return new EventDraft(
        EventAction.EVIDENCE_APPEND,
        "scorer/" + evidence.scorer(),
        ChangeRequests.of(evidence),
        Json.members()
            .put("sequence", sequence)
            .put("kind", evidence.kind().value())
            .put("blob", evidence.blob().hex())
            .build());
  }

  public static EventDraft stepped(MachineStep step) {
    return new EventDraft(
        EventAction.MACHINE_STEP,
        step.id().toString(),
        ChangeRequests.of(step),
        Json.members()
            .put("revision", step.expected() + 1)
            .put("what", step.what())
            .put("detail", step.detail())
            .build());
  }

  public static EventDraft inForce(EpochDraft epoch) {
    return new EventDraft(
        EventAction.RELEASE_EPOCH,
        "release/" + epoch.target() + "/" + epoch.number(),
        ChangeRequests.of(epoch),
        Json.members()
            .put("change", epoch.change().name())
            .put("routes", ReleaseJson.of(epoch.routes()))
            .build());
  }

  public static EventDraft closed(MonitorWindow window) {
    return new EventDraft(
        EventAction.WINDOW_CLOSE,
        model(window.target().model(), window.version()),
        ChangeRequests.of(window),
        Json.members()
            .put("environment", window.target().environment().value())
            .put("kind", window.kind().name())
            .put("node", window.node().value())
            .put("from", window.from().toString())
            .put("to", window.to().toString())
            .put("content", CanonicalJson.digest(window.content()).hex())
            .build());
  }

  /** {@code taken} of the results may go, the others were used meanwhile. */
  public static EventDraft collecting(CollectionPart part, List<CondemnedResult> taken) {
    SortedMap<String, Long> classes = new TreeMap<>();
    taken.forEach(result -> classes.merge(result.kind().text(), 1L, Long::sum));
    MembersBuilder counts = Json.members();
    classes.forEach((kind, count) -> counts.put(kind, count));
    return new EventDraft(
        EventAction.COLLECTION_BEGIN,
        "collection/" + part.collection(),
        ChangeRequests.of(part),
        Json.members()
            .put("part", part.part())
            .put("results", taken.size())
            .put("classes", counts.build())
            .build());
  }

  public static EventDraft collected(CollectionEnd end) {
    MembersBuilder classes = Json.members();
    end.freed()
        .forEach(
            (kind, freed) ->
                classes.put(
                    kind.text(),
                    Json.members()
                        .put("things", freed.things())
                        .put("bytes", freed.bytes())
                        .build()));
    return new EventDraft(
        EventAction.COLLECTION_END,
        "collection/" + end.collection(),
        ChangeRequests.of(end),
        Json.members()
            .put("things", end.freed().values().stream().mapToLong(freed -> freed.things()).sum())
            .put("bytes", end.freed().values().stream().mapToLong(freed -> freed.bytes()).sum())
            .put("classes", classes.build())
            .build());
  }

  public static EventDraft placed(HoldDraft draft, long number) {
    return new EventDraft(
        EventAction.HOLD_PLACE,
        "hold/" + number,
        ChangeRequests.of(draft),
        Json.members()
            .put("subject", draft.subject())
            .put("person", draft.person().map(Digest::hex).orElse(""))
            .put("contents", draft.contents().size())
            .build());
  }

  public static EventDraft released(Hold hold) {
    return new EventDraft(
        EventAction.HOLD_RELEASE,
        "hold/" + hold.number(),
        ChangeRequests.release(hold.number()),
        Json.members().put("subject", hold.subject()).build());
  }

  public static EventDraft erasing(Erasure erasure) {
    return new EventDraft(
        EventAction.ERASURE_BEGIN,
        "erasure/" + erasure.number(),
        ChangeRequests.erasure(erasure.field(), erasure.person()),
        Json.members().put("field", erasure.field()).put("person", erasure.person().hex()).build());
  }

  public static EventDraft replaced(ErasureStep step) {
    return new EventDraft(
        EventAction.ERASURE_REPLACE,
        "result/" + step.old(),
        ChangeRequests.of(step),
        Json.members()
            .put("now", step.now().digest().hex())
            .put(
                "contents",
                step.contents().stream()
                    .map(
                        content ->
                            Json.members()
                                .put("kind", content.kind())
                                .put("old", content.old().hex())
                                .put("now", content.now().hex())
                                .put("erasure", content.erasure())
                                .put("rows", content.rows())
                                .build())
                    .toList())
            .build());
  }

  private static String model(ModelName model, int version) {
    return "model/" + model + "/" + version;
  }
}

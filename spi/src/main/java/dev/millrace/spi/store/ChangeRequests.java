package dev.millrace.spi.store;

import dev.millrace.digest.Digest;
import dev.millrace.digest.Digester;
import dev.millrace.json.CanonicalJson;
import dev.millrace.json.Json;
import dev.millrace.spi.id.ModelName;
import java.util.List;
import java.util.OptionalInt;

/**
 * Digests of what is asked, by which a repeated change is told from another one under its key.
 * Times do not count: a repetition may be measured later.
 */
public final class ChangeRequests {
  private ChangeRequests() {}

  public static Digest of(RunStart start) {
    return begin(EventAction.RUN_START)
        .text(start.run().value())
        .text(start.pipeline().value())
        .content(start.config())
        .text(start.owner().toString())
        .digest();
  }

  public static Digest of(Lease lease, StageCommit commit) {
    Digester digester =
        begin(EventAction.STAGE_COMMIT)
            .text(lease.holder().run().value())
            .text(commit.stage().value())
            .text(commit.kind().name())
            .text(commit.key().map(Digest::hex).orElse(""))
            .text(commit.origin().name())
            .content(commit.result().digest());
    contents(digester, commit.inputs());
    contents(digester, commit.outputs());
    return digester.digest();
  }

  public static Digest of(Lease lease, RunEnd end) {
    return begin(EventAction.RUN_FINISH)
        .text(lease.holder().run().value())
        .text(end.status().name())
        .text(end.problem())
        .digest();
  }

  public static Digest of(Registration registration) {
    return begin(EventAction.MODEL_REGISTER)
        .text(registration.model().value())
        .content(registration.scorer())
        .text(registration.lineage().run().value())
        .digest();
  }

  public static Digest of(ChampionRequest request) {
    return begin(EventAction.MODEL_CHOOSE)
        .text(request.model().value())
        .number(request.version())
        .number(request.expected().orElse(0))
        .text(request.kind().name())
        .digest();
  }

  public static Digest rollBack(ModelName model, OptionalInt expected) {
    return begin(EventAction.MODEL_ROLL_BACK)
        .text(model.value())
        .number(expected.orElse(0))
        .digest();
  }

  public static Digest of(PhaseMove move) {
    return begin(EventAction.MODEL_MOVE)
        .text(move.model().value())
        .number(move.version())
        .text(move.from().name())
        .text(move.to().name())
        .digest();
  }

  public static Digest of(LabelChange change) {
    ModelLabel label = change.label();
    return begin(EventAction.MODEL_LABEL)
        .text(change.action().name())
        .text(label.model().value())
        .number(label.version())
        .text(label.kind().name())
        .text(label.name())
        .text(label.value())
        .digest();
  }

  public static Digest of(Evidence evidence) {
    return begin(EventAction.EVIDENCE_APPEND)
        .content(evidence.scorer())
        .text(evidence.kind().value())
        .content(evidence.blob())
        .digest();
  }

  public static Digest of(EffectIntent intent) {
    return begin(EventAction.EFFECT_BEGIN)
        .text(intent.stage().value())
        .content(CanonicalJson.digest(intent.request()))
        .digest();
  }

  public static Digest complete(Json result) {
    return begin(EventAction.EFFECT_COMPLETE).content(CanonicalJson.digest(result)).digest();
  }

  public static Digest forget(Digest key) {
    return begin(EventAction.RESULT_FORGET).content(key).digest();
  }

  public static Digest of(MachineStep step) {
    Digester digester =
        begin(EventAction.MACHINE_STEP)
            .text(step.id().toString())
            .number(step.expected())
            .text(step.what())
            .content(CanonicalJson.digest(step.state()));
    step.epoch().ifPresent(epoch -> digester.content(of(epoch)));
    step.champion().ifPresent(champion -> digester.content(of(champion)));
    return digester.digest();
  }

  public static Digest of(EpochDraft epoch) {
    return begin(EventAction.RELEASE_EPOCH)
        .text(epoch.target().toString())
        .number(epoch.number())
        .text(epoch.change().name())
        .content(CanonicalJson.digest(ReleaseJson.of(epoch.routes())))
        .digest();
  }

  public static Digest of(MonitorWindow window) {
    return begin(EventAction.WINDOW_CLOSE)
        .text(window.target().toString())
        .number(window.version())
        .text(window.kind().name())
        .text(window.node().value())
        .text(window.from().toString())
        .text(window.to().toString())
        .content(CanonicalJson.digest(window.content()))
        .digest();
  }

  public static Digest of(CollectionPart part) {
    Digester digester =
        begin(EventAction.COLLECTION_BEGIN)
            .text(part.collection())
            .number(part.part())
            .number(part.results().size());
    part.results()
        .forEach(
            result ->
                digester
                    .text(result.project().value())
                    .content(result.result())
                    .text(result.kind().name()));
    return digester.digest();
  }

  public static Digest of(CollectionEnd end) {
    return begin(EventAction.COLLECTION_END).text(end.collection()).digest();
  }

  public static Digest of(HoldDraft draft) {
    Digester digester =
        begin(EventAction.HOLD_PLACE)
            .text(draft.subject())
            .text(draft.person().map(Digest::hex).orElse(""))
            .number(draft.contents().size());
    draft.contents().forEach(digester::content);
    return digester.digest();
  }

  public static Digest release(long hold) {
    return begin(EventAction.HOLD_RELEASE).number(hold).digest();
  }

  public static Digest erasure(String field, Digest person) {
    return begin(EventAction.ERASURE_BEGIN).text(field).content(person).digest();
  }

  public static Digest of(ErasureStep step) {
    return begin(EventAction.ERASURE_REPLACE)
        .content(step.old())
        .content(step.now().digest())
        .digest();
  }

  private static Digester begin(EventAction action) {
    return new Digester().text(action.text());
  }

  private static void contents(Digester digester, List<NamedDigest> contents) {
    digester.number(contents.size());
    contents.forEach(content -> digester.text(content.name()).content(content.digest()));
  }
}

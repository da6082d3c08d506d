package dev.millrace.core.flow;

import dev.millrace.core.register.CallerFields;
import dev.millrace.core.release.Proposal;
import dev.millrace.core.release.ReleaseContents;
import dev.millrace.core.release.ReleaseEvent;
import dev.millrace.core.release.ReleaseSettings;
import dev.millrace.core.release.ReleaseState;
import dev.millrace.core.release.Releases;
import dev.millrace.core.release.Servers;
import dev.millrace.core.stage.Forms;
import dev.millrace.core.stage.ResultForm;
import dev.millrace.core.stage.Stage;
import dev.millrace.core.stage.StageOutcome;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.Problem;
import dev.millrace.spi.id.Change;
import dev.millrace.spi.id.EnvironmentName;
import dev.millrace.spi.id.ModelName;
import dev.millrace.spi.id.ProjectName;
import dev.millrace.spi.store.ModelVersion;
import dev.millrace.spi.store.ReleaseChange;
import dev.millrace.spi.store.ReleaseContent;
import dev.millrace.spi.store.ReleaseEpoch;
import dev.millrace.spi.store.ReleaseTarget;
import dev.millrace.spi.store.Stores;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;

/** The stage that proposes a version for the environment its pipeline releases to. */
final class ReleaseStages {
  private static final ResultForm<Proposal> FORM =
      Forms.plain(Proposal::toJson, Proposal::fromJson);

  /** Epochs that are looked at for one that took a scorer back. */
  private static final int LOOKED_AT = 100;

  private static final Set<ReleaseChange> TAKES_BACK =
      Set.of(ReleaseChange.ROLL_BACK, ReleaseChange.ABANDON);

  private final PipelineConfig config;
  private final RunSession session;
  private final Stores stores;
  private final Releases releases;
  private final ReleaseTarget target;

  ReleaseStages(PipelineConfig config, RunSession session) {
    this.config = config;
    this.session = session;
    this.stores = session.services().stores();
    this.releases = new Releases(stores, session.services().blobs());
    this.target =
        new ReleaseTarget(new ModelName(config.name().value()), config.release().environment());
  }

  /**
   * Completes the journal entries of proposals that were made by runs which died before saying so:
   * whatever became of them stands in the release's own record.
   */
  void settle() {
    Change look = session.change("look");
    ReleaseState state = releases.find(look.project(), target);
    stores.effects().listPending(look.project()).stream()
        .filter(pending -> pending.key().startsWith(prefix()))
        .filter(pending -> epochBefore(pending.key()) < state.epoch())
        .forEach(
            pending ->
                stores
                    .effects()
                    .complete(
                        session.change(pending.key()),
                        session.lease(),
                        FORM.toJson(proposal(version(pending.key()), state, "as it stands"))));
  }

  /** Proposes a blessed version; what becomes of it is up to the servers. */
  Stage<Proposal> release(StageOutcome<ModelVersion> version) {
    ReleaseState before = releases.find(session.change("look").project(), target);
    String key = prefix() + version.value().version() + ":after:" + before.epoch();
    return new Stage.Effect<>(
        Stages.RELEASE,
        key,
        List.of(version.as("version")),
        FORM,
        control -> {
          Change change = session.change(session.run() + ":release-version");
          Releases.Outcome outcome =
              releases.apply(
                  change,
                  target,
                  new ReleaseEvent.Propose(
                      key,
                      ReleaseContents.of(stores, change.project(), version.value()),
                      config.release().strategy(),
                      Servers.listening(
                          stores.serving().nodes(), target.environment(), change.at())));
          return proposal(version.value().version(), outcome.state(), outcome.why());
        });
  }

  /** Whether somebody rejected this version: only a person proposes it again. */
  boolean isRejected(ModelVersion version) {
    return releases
        .find(session.change("look").project(), target)
        .rejected()
        .contains(version.version());
  }

  /**
   * Who took this scorer's traffic away, and why, if nobody gave it the whole traffic since: what
   * was taken back is not put back by a run, but by a person.
   */
  Optional<ReleaseEpoch> takenBack(ModelVersion version) {
    List<ReleaseEpoch> log =
        stores.serving().releases().list(session.change("look").project(), target, LOOKED_AT);
    for (int i = 0; i < log.size(); i++) {
      if (routes(log.get(i), version)) {
        return Optional.empty();
      }
      if (i + 1 < log.size() && routes(log.get(i + 1), version)) {
        return Optional.of(log.get(i)).filter(epoch -> TAKES_BACK.contains(epoch.change()));
      }
    }
    return Optional.empty();
  }

  /**
   * Refuses a version that would answer the callers of the live one with errors: GATE_REFUSED with
   * the fields they may not know of, unless the pipeline allows it.
   */
  void requireKnownInputs(ModelVersion version) {
    ProjectName project = session.change("look").project();
    Optional<ReleaseContent> live = releases.find(project, target).live();
    if (live.isEmpty() || config.release().newInputs() == ReleaseSettings.NewInputs.ALLOW) {
      return;
    }
    SortedSet<String> unknown =
        CallerFields.unknownTo(
            session.services().blobs(), live.get(), ReleaseContents.of(stores, project, version));
    if (!unknown.isEmpty()) {
      throw Problem.of(
              ErrorCode.GATE_REFUSED,
              "version "
                  + version.version()
                  + " needs fields that callers of version "
                  + live.get().version()
                  + " may not know of")
          .at("release.new-inputs")
          .found(String.join(", ", unknown))
          .allowed("inputs of the live version, and columns of its schema")
          .next(
              "Have callers send them and then: millrace releases create "
                  + version.model()
                  + " "
                  + version.version()
                  + " --reason WHY; or leave them out under 'features'; or allow it with: release:"
                  + " { new-inputs: allow }")
          .asException();
    }
  }

  private static boolean routes(ReleaseEpoch epoch, ModelVersion version) {
    return epoch.routes().routes().stream()
        .anyMatch(route -> route.content().scorer().equals(version.scorer()));
  }

  private static Proposal proposal(int version, ReleaseState state, String why) {
    return new Proposal(
        version, state.epoch(), state.live().map(ReleaseContent::version).orElse(0), why);
  }

  /** Keys are made of what is proposed and of the epoch it follows, not of the run. */
  private String prefix() {
    String place =
        target.environment().equals(EnvironmentName.PRODUCTION)
            ? target.model().value()
            : target.model() + "@" + target.environment();
    return "release:" + place + ":";
  }

  private static long epochBefore(String key) {
    return Long.parseLong(key.substring(key.lastIndexOf(':') + 1));
  }

  private int version(String key) {
    String rest = key.substring(prefix().length());
    return Integer.parseInt(rest.substring(0, rest.indexOf(':')));
  }
}

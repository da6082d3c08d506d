package dev.millrace.core.flow;

import dev.millrace.core.evaluate.Estimate;
import dev.millrace.core.evaluate.Evaluation;
import dev.millrace.core.evaluate.EvaluationJson;
import dev.millrace.core.gate.GateJson;
import dev.millrace.core.gate.GateVerdict;
import dev.millrace.core.monitor.Reference;
import dev.millrace.core.prepare.Prepared;
import dev.millrace.core.register.Champion;
import dev.millrace.core.register.StatedDecision;
import dev.millrace.core.release.Origin;
import dev.millrace.core.release.Origins;
import dev.millrace.core.release.ReleaseContents;
import dev.millrace.core.stage.Forms;
import dev.millrace.core.stage.ResultForm;
import dev.millrace.core.stage.Stage;
import dev.millrace.core.stage.StageInput;
import dev.millrace.core.stage.StageOutcome;
import dev.millrace.core.train.TrainedModel;
import dev.millrace.core.validate.SchemaJson;
import dev.millrace.core.validate.SchemaYaml;
import dev.millrace.core.validate.TableSchema;
import dev.millrace.digest.Digest;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.MillraceException;
import dev.millrace.json.CanonicalJson;
import dev.millrace.json.Json;
import dev.millrace.json.JsonObject;
import dev.millrace.scorer.DecisionPolicy;
import dev.millrace.spi.data.PinnedSource;
import dev.millrace.spi.id.Change;
import dev.millrace.spi.id.ModelName;
import dev.millrace.spi.store.Evidence;
import dev.millrace.spi.store.EvidenceKind;
import dev.millrace.spi.store.MetricValue;
import dev.millrace.spi.store.ModelVersion;
import dev.millrace.spi.store.RegisteredModel;
import dev.millrace.spi.store.Registration;
import dev.millrace.spi.store.Stores;
import dev.millrace.spi.store.VersionLineage;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** The stages that look at the registry and change it. */
final class RegistryStages {
  private static final EvidenceKind EVALUATION = new EvidenceKind("evaluation");
  private static final EvidenceKind GATE = new EvidenceKind("gate");

  private final PipelineConfig config;
  private final RunSession session;
  private final Stores stores;
  private final ModelName model;

  RegistryStages(PipelineConfig config, RunSession session) {
    this.config = config;
    this.session = session;
    this.stores = session.services().stores();
    this.model = new ModelName(config.name().value());
  }

  Stage<Champion> champion() {
    return new Stage.Observe<>(
        Stages.CHAMPION,
        List.of(),
        Forms.plain(Champion::toJson, Champion::fromJson),
        control -> look());
  }

  private Champion look() {
    var project = session.change("look").project();
    try {
      RegisteredModel registered = stores.registryQueries().loadModel(project, model);
      if (registered.champion().isEmpty()) {
        return Champion.NONE;
      }
      int version = registered.champion().getAsInt();
      Digest scorer = stores.registryQueries().loadVersion(project, model, version).scorer();
      return new Champion(OptionalInt.of(version), Optional.of(scorer));
    } catch (MillraceException e) {
      if (e.code() == ErrorCode.MODEL_UNKNOWN) {
        return Champion.NONE;
      }
      throw e;
    }
  }

  /** The version that is the champion. */
  ModelVersion load(Champion champion) {
    return stores
        .registryQueries()
        .loadVersion(session.change("read").project(), model, champion.version().orElseThrow());
  }

  /**
   * Registers the candidate with its evaluation and verdict as evidence. Keys are made of contents,
   * not of the run: a run that follows one which died in the middle goes on with what that one
   * began, and a scorer that has a version keeps it.
   */
  Stage<ModelVersion> register(
      StageOutcome<List<TrainedModel>> trained,
      StageOutcome<List<Evaluation>> evaluations,
      StageOutcome<Reference> reference,
      StageOutcome<GateVerdict> verdict,
      Prepared prepared,
      Digest cut,
      TableSchema schema,
      RunFacts facts) {
    TrainedModel candidate = trained.value().get(0);
    List<StageInput> inputs =
        List.of(
            trained.as("trained"),
            evaluations.as("evaluations"),
            reference.as("reference"),
            verdict.as("verdict"));
    return new Stage.Effect<>(
        Stages.REGISTER,
        "register:" + model.value() + ":" + digest(inputs).hex(),
        inputs,
        versionForm(),
        control -> {
          List<MetricValue> metrics =
              ModelStages.defined(evaluations.value().get(0)).stream()
                  .map(estimate -> metric(estimate))
                  .toList();
          VersionLineage lineage =
              new VersionLineage(
                  session.run(),
                  cut,
                  SchemaYaml.digest(schema),
                  prepared.plan().digest(),
                  candidate.learner() + " " + candidate.revision(),
                  config.train().settings().json(),
                  config.seed(),
                  facts.revision(),
                  facts.jdk(),
                  facts.libraries());
          ModelVersion version =
              findVersion(candidate.scorer())
                  .orElseGet(
                      () ->
                          stores
                              .registry()
                              .register(
                                  session.change(session.run() + ":register-version"),
                                  new Registration(
                                      model,
                                      candidate.scorer(),
                                      lineage,
                                      metrics,
                                      Optional.of(session.lease()))));
          Digest scorer = candidate.scorer();
          state(scorer, EVALUATION, bytes(EvaluationJson.of(evaluations.value().get(0))));
          state(scorer, GATE, bytes(GateJson.of(verdict.value())));
          state(scorer, ReleaseContents.SCHEMA, bytes(SchemaJson.of(schema.withoutReasons())));
          state(scorer, ReleaseContents.REFERENCE, bytes(reference.value().toJson()));
          decision(evaluations.value().get(0))
              .ifPresent(policy -> state(scorer, ReleaseContents.DECISION, policy.bytes()));
          return version;
        });
  }

  /**
   * States where a version comes from, unless the same was stated before for the same person. Not a
   * part of the registration: that is the same after a run that died in it, while the revision may
   * be another one by then.
   */
  void stateOrigin(ModelVersion version, PinnedSource source, RunFacts facts) {
    Change look = session.change("look");
    Origin origin =
        new Origin(
            session.run(),
            look.actor(),
            facts.code(),
            config.release().demands(),
            config.written().query(),
            source.digest());
    boolean known =
        new Origins(stores.evidence(), session.services().blobs())
            .list(look.project(), version.scorer()).stream()
                .anyMatch(
                    stated ->
                        stated.content().equals(origin.content())
                            && stated.actor().equals(origin.actor()));
    if (!known) {
      state(version.scorer(), Origin.KIND, origin.bytes());
    }
  }

  private static Digest digest(List<StageInput> inputs) {
    return CanonicalJson.digest(
        Json.texts(inputs.stream().map(input -> input.content().hex()).toList()));
  }

  /** The newest version that is this scorer. */
  private Optional<ModelVersion> findVersion(Digest scorer) {
    try {
      return stores.registryQueries().listVersions(session.change("look").project(), model).stream()
          .filter(version -> version.scorer().equals(scorer))
          .findFirst();
    } catch (MillraceException e) {
      if (e.code() == ErrorCode.MODEL_UNKNOWN) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** How a class is chosen; nothing for a scorer of amounts. */
  private static Optional<DecisionPolicy> decision(Evaluation evaluation) {
    return switch (evaluation.task()) {
      case BINARY ->
          Optional.of(
              new DecisionPolicy.Threshold(
                  Float.isNaN(evaluation.threshold())
                      ? StatedDecision.EVEN
                      : evaluation.threshold()));
      case MULTICLASS -> Optional.of(new DecisionPolicy.MostProbable());
      case REGRESSION -> Optional.empty();
    };
  }

  private static MetricValue metric(Estimate estimate) {
    return new MetricValue("test." + estimate.metric(), estimate.value());
  }

  private static byte[] bytes(Json body) {
    return CanonicalJson.bytes(body);
  }

  private void state(Digest scorer, EvidenceKind kind, byte[] body) {
    Digest blob = session.services().blobs().put(body);
    stores
        .evidence()
        .append(
            session.change("evidence:" + kind + ":" + scorer.hex() + ":" + blob.hex()),
            new Evidence(scorer, kind, blob));
  }

  /** A version is stored as its number and read back from the registry. */
  private ResultForm<ModelVersion> versionForm() {
    return Forms.plain(
        version ->
            Json.members()
                .put("model", version.model().value())
                .put("version", version.version())
                .build(),
        json -> {
          JsonObject in = JsonObject.of(json).only("model", "version");
          return stores
              .registryQueries()
              .loadVersion(
                  session.change("read").project(),
                  new ModelName(in.text("model")),
                  in.integer("version"));
        });
  }
}

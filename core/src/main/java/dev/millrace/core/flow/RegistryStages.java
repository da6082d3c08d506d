package dev.millrace.core.flow;

import dev.millrace.core.evaluate.Estimate;
import dev.millrace.core.evaluate.Evaluation;
import dev.millrace.core.evaluate.EvaluationJson;
import dev.millrace.core.gate.GateJson;
import dev.millrace.core.gate.GateVerdict;
import dev.millrace.core.prepare.Prepared;
import dev.millrace.core.register.Champion;
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
import dev.millrace.spi.id.Change;
import dev.millrace.spi.id.ModelName;
import dev.millrace.spi.store.ChampionChoice;
import dev.millrace.spi.store.ChampionRequest;
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
  private static final ResultForm<Integer> VERSION_FORM =
      Forms.plain(
          number -> Json.members().put("version", number).build(),
          json -> JsonObject.of(json).only("version").integer("version"));

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
      settle(version, registered.choices().size());
      return new Champion(OptionalInt.of(version), Optional.of(scorer));
    } catch (MillraceException e) {
      if (e.code() == ErrorCode.MODEL_UNKNOWN) {
        return Champion.NONE;
      }
      throw e;
    }
  }

  /** Completes the journal entry of a choice that was made by a run which died before saying so. */
  private void settle(int version, int choices) {
    Change change = session.change(choiceKey(version, choices - 1));
    stores.effects().listPending(change.project()).stream()
        .filter(pending -> pending.key().equals(change.key()))
        .forEach(
            pending ->
                stores.effects().complete(change, session.lease(), VERSION_FORM.toJson(version)));
  }

  /** A choice by its place in the model's history: only one can be made there. */
  private String choiceKey(int version, int choicesBefore) {
    return "choose:" + model.value() + ":" + version + ":after:" + choicesBefore;
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
      StageOutcome<GateVerdict> verdict,
      Prepared prepared,
      Digest cut,
      TableSchema schema,
      RunFacts facts) {
    TrainedModel candidate = trained.value().get(0);
    List<StageInput> inputs =
        List.of(trained.as("trained"), evaluations.as("evaluations"), verdict.as("verdict"));
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
          state(candidate.scorer(), "evaluation", EvaluationJson.of(evaluations.value().get(0)));
          state(candidate.scorer(), "gate", GateJson.of(verdict.value()));
          state(candidate.scorer(), "schema", SchemaJson.of(schema.withoutReasons()));
          state(candidate.scorer(), "decision", decision(evaluations.value().get(0)));
          return version;
        });
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

  /** How a score becomes a decision; nothing for a task without one. */
  private static Json decision(Evaluation evaluation) {
    var members = Json.members().put("task", evaluation.task().name());
    if (!Float.isNaN(evaluation.threshold())) {
      members.put("threshold", (double) evaluation.threshold());
    }
    return members.build();
  }

  private static MetricValue metric(Estimate estimate) {
    return new MetricValue("test." + estimate.metric(), estimate.value());
  }

  private void state(Digest scorer, String kind, Json body) {
    Digest blob = session.services().blobs().put(CanonicalJson.bytes(body));
    stores
        .evidence()
        .append(
            session.change("evidence:" + kind + ":" + scorer.hex() + ":" + blob.hex()),
            new Evidence(scorer, new EvidenceKind(kind), blob));
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

  /** Makes a blessed version the champion; gives the number of the champion afterwards. */
  Stage<Integer> choose(StageOutcome<ModelVersion> version, Champion before) {
    int choices =
        stores
            .registryQueries()
            .loadModel(session.change("look").project(), model)
            .choices()
            .size();
    return new Stage.Effect<>(
        Stages.CHOOSE,
        choiceKey(version.value().version(), choices),
        List.of(version.as("version")),
        VERSION_FORM,
        control ->
            stores
                .registry()
                .choose(
                    session.change(session.run() + ":choose-version"),
                    new ChampionRequest(
                        model,
                        version.value().version(),
                        before.version(),
                        ChampionChoice.Kind.PROMOTE))
                .version());
  }
}

package dev.millrace.core.flow;

import dev.millrace.column.Fields;
import dev.millrace.core.evaluate.Evaluation;
import dev.millrace.core.monitor.DriftWatch;
import dev.millrace.core.prepare.Prepared;
import dev.millrace.core.prepare.Side;
import dev.millrace.core.release.Releases;
import dev.millrace.core.stage.Forms;
import dev.millrace.core.stage.ResultForm;
import dev.millrace.core.stage.Stage;
import dev.millrace.core.validate.Validation;
import dev.millrace.expression.Expression;
import dev.millrace.json.Json;
import dev.millrace.json.JsonObject;
import dev.millrace.json.MembersBuilder;
import dev.millrace.spi.data.DataCut;
import dev.millrace.spi.engine.Landed;
import dev.millrace.spi.id.ModelName;
import dev.millrace.spi.id.ProjectName;
import dev.millrace.spi.id.StageName;
import dev.millrace.spi.store.RegisteredModel;
import dev.millrace.spi.store.ReleaseTarget;
import dev.millrace.spi.store.Stores;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** The stages that look whether a run goes on. */
final class ConditionStages {
  private static final ResultForm<Decided> FORM = Forms.plain(Decided::toJson, Decided::fromJson);

  private final PipelineConfig config;
  private final RunSession session;
  private final Stores stores;
  private final ProjectName project;
  private final ModelName model;

  ConditionStages(PipelineConfig config, RunSession session) {
    this.config = config;
    this.session = session;
    this.stores = session.services().stores();
    this.project = session.change("look").project();
    this.model = new ModelName(config.name().value());
  }

  /**
   * What was decided, with all it was decided by.
   *
   * @param skipped the stages that are not run for it
   */
  record Decided(String condition, Json facts, List<String> skipped) {
    boolean holds() {
      return skipped.isEmpty();
    }

    String words() {
      return String.join(", ", skipped)
          + " skipped: '"
          + condition
          + "' does not hold for "
          + dev.millrace.json.CanonicalJson.text(facts);
    }

    Json toJson() {
      return Json.members()
          .put("condition", condition)
          .put("facts", facts)
          .put("skipped", Json.texts(skipped))
          .build();
    }

    static Decided fromJson(Json json) {
      JsonObject in = JsonObject.of(json).only("condition", "facts", "skipped");
      return new Decided(in.text("condition"), in.value("facts"), in.texts("skipped"));
    }
  }

  /** Whether the run trains. */
  Stage<Decided> train(
      Expression condition, Landed landed, Validation validation, Prepared prepared) {
    return new Stage.Observe<>(
        Stages.TRAIN_WHEN,
        List.of(),
        FORM,
        control ->
            decided(
                condition,
                StageConditions.KNOWN_TO_TRAIN,
                facts(landed, validation, prepared).build(),
                Stages.TRAIN));
  }

  /** Whether the run proposes its version. */
  Stage<Decided> release(
      Expression condition,
      Landed landed,
      Validation validation,
      Prepared prepared,
      Evaluation candidate) {
    return new Stage.Observe<>(
        Stages.RELEASE_WHEN,
        List.of(),
        FORM,
        control -> {
          MembersBuilder facts = facts(landed, validation, prepared);
          ModelStages.defined(candidate)
              .forEach(estimate -> facts.put(estimate.metric(), estimate.value()));
          return decided(
              condition, StageConditions.KNOWN_TO_RELEASE, facts.build(), Stages.RELEASE);
        });
  }

  private static Decided decided(Expression condition, Fields known, Json facts, StageName first) {
    List<String> skipped =
        StageConditions.holds(condition, known, facts)
            ? List.of()
            : Stages.from(first).stream().map(StageName::value).toList();
    return new Decided(condition.text(), facts, skipped);
  }

  private MembersBuilder facts(Landed landed, Validation validation, Prepared prepared) {
    MembersBuilder facts =
        Json.members()
            .put("rows", landed.cut().rows())
            .put("accepted", validation.rows().accepted())
            .put("quarantined", validation.rows().quarantined())
            .put("rejected", landed.ledger().rejectedRows())
            .put("train_rows", prepared.rows().getOrDefault(Side.TRAIN, 0L))
            .put("validation_rows", prepared.rows().getOrDefault(Side.VALIDATION, 0L))
            .put("test_rows", prepared.rows().getOrDefault(Side.TEST, 0L));
    OptionalInt champion = champion();
    champion.ifPresent(version -> facts.put("champion", version));
    facts.flag("new_data", champion.isEmpty() || isNew(landed.cut(), champion.getAsInt()));
    drifted().ifPresent(columns -> facts.put("drifted_columns", columns));
    return facts;
  }

  private OptionalInt champion() {
    return stores.registryQueries().listModels(project).stream()
        .filter(known -> known.model().equals(model))
        .map(RegisteredModel::champion)
        .findFirst()
        .orElse(OptionalInt.empty());
  }

  private boolean isNew(DataCut cut, int champion) {
    return !stores
        .registryQueries()
        .loadVersion(project, model, champion)
        .lineage()
        .cut()
        .equals(cut.digest());
  }

  /** Columns in which the traffic of what is live has drifted; empty while no window tells. */
  private Optional<Long> drifted() {
    ReleaseTarget target = new ReleaseTarget(model, config.retrain().environment());
    DriftWatch watch =
        new DriftWatch(stores.serving().windows(), session.services().blobs(), project);
    return Releases.find(stores, project, target)
        .live()
        .flatMap(live -> watch.find(target, live, config.monitor(), java.time.Instant.EPOCH))
        .map(report -> (long) report.drifted(config.monitor()).size());
  }
}

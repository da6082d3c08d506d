package dev.millrace.core.flow;

import dev.millrace.core.evaluate.Evaluation;
import dev.millrace.core.gate.GateVerdict;
import dev.millrace.core.ingest.LandingPlanner;
import dev.millrace.core.monitor.Reference;
import dev.millrace.core.prepare.Prepared;
import dev.millrace.core.register.Champion;
import dev.millrace.core.release.ReleaseSettings;
import dev.millrace.core.stage.Stage;
import dev.millrace.core.stage.StageOutcome;
import dev.millrace.core.train.TrainedModel;
import dev.millrace.core.validate.ColumnRule;
import dev.millrace.core.validate.TableSchema;
import dev.millrace.core.validate.Validation;
import dev.millrace.digest.Digest;
import dev.millrace.error.MillraceException;
import dev.millrace.spi.data.DataCut;
import dev.millrace.spi.data.PinnedSource;
import dev.millrace.spi.engine.InferredTable;
import dev.millrace.spi.engine.Landed;
import dev.millrace.spi.engine.LandingPlan;
import dev.millrace.spi.id.StageName;
import dev.millrace.spi.profile.TableProfile;
import dev.millrace.spi.store.ModelVersion;
import dev.millrace.spi.store.ReleaseEpoch;
import java.util.List;
import java.util.Optional;

/** The flow from a source to a registered model, stage by stage. */
public final class Pipeline {
  private final RunSession session;
  private final PipelineConfig config;
  private final PipelineServices services;
  private final RunFacts facts;
  private final RunSummary summary;
  private final StageRange range;
  private final RunNoting noting;

  public Pipeline(
      RunSession session,
      PipelineConfig config,
      PipelineServices services,
      RunFacts facts,
      StageRange range) {
    this.session = session;
    this.config = config;
    this.services = services;
    this.facts = facts;
    this.range = range;
    this.summary = new RunSummary(session.run(), config);
    this.noting = new RunNoting(session, config);
  }

  /** What was found and made so far, also after a failure. */
  public RunSummary summary() {
    return summary;
  }

  /**
   * Runs the flow.
   *
   * @throws MillraceException DATA_REFUSED or GATE_REFUSED when the data or the model is not good
   *     enough, or what a stage failed with
   */
  public void run() {
    try {
      noting.begun(facts);
      data();
    } catch (Reached end) {
      session.listener().note(end.stage, "the run ends here, as asked");
    }
  }

  private void data() {
    DataStages stages = new DataStages(config, services, session);
    Optional<String> tooFew = stages.tooFewSpans();
    if (tooFew.isPresent()) {
      summary.skip(tooFew.get());
      session.listener().note(Stages.DISCOVER, tooFew.get());
      return;
    }
    StageOutcome<PinnedSource> source = stage(stages.discover());
    StageOutcome<Optional<TableSchema>> accepted = stage(stages.accepted());
    LandingPlanner planner = new LandingPlanner(config.source());
    Optional<InferredTable> inferred = Optional.empty();
    LandingPlan plan;
    if (accepted.value().isPresent()) {
      plan =
          planner.plan(accepted.value().get().columns().stream().map(ColumnRule::landing).toList());
    } else {
      inferred = Optional.of(stage(stages.infer(source.value())).value());
      plan = planner.plan(inferred.get());
    }
    StageOutcome<Landed> landed = stage(stages.land(source.value(), plan));
    DataCut cut = landed.value().cut();
    StageOutcome<TableProfile> profile = stage(stages.analyze(cut));
    TableSchema schema;
    if (inferred.isPresent()) {
      schema = stage(stages.propose(profile, plan.columns(), inferred.get())).value();
      firstSchema().keep(schema, landed.value());
    } else {
      schema = accepted.value().orElseThrow();
    }
    StageOutcome<Validation> validation =
        stage(stages.validate(source.value(), landed, profile, schema));
    Refusals.requireAccepted(validation.value());
    DataCut wide = cut;
    if (!config.history().steps().isEmpty()) {
      ModelStages models = new ModelStages(config, services, session.services().blobs());
      wide = stage(models.history(cut, validation)).value().cut();
    }
    model(
        landed.value(),
        source.value(),
        profile,
        wide,
        schema,
        validation,
        inferred.isEmpty() ? facts : facts.but("this run wrote " + config.schema()));
  }

  /**
   * @param whole what was landed
   * @param source the pinned files
   * @param profile figures of the data
   * @param cut the same rows with the columns of their history
   */
  private void model(
      Landed whole,
      PinnedSource source,
      StageOutcome<TableProfile> profile,
      DataCut cut,
      TableSchema schema,
      StageOutcome<Validation> validation,
      RunFacts made) {
    ModelStages stages = new ModelStages(config, services, session.services().blobs());
    RegistryStages registry = new RegistryStages(config, session);
    PipelineChecks.slices(config, cut.fields());
    StageOutcome<Prepared> prepared = stage(stages.prepare(cut, validation));
    PipelineChecks.metrics(config, prepared.value().label().task());
    ConditionStages conditions = new ConditionStages(config, session);
    if (config.conditions().train().isPresent()
        && isSkipped(
            conditions.train(
                config.conditions().train().get(), whole, validation.value(), prepared.value()))) {
      return;
    }
    StageOutcome<List<TrainedModel>> trained =
        stage(stages.train(cut, validation.value(), prepared));
    ReleaseStages release = new ReleaseStages(config, session);
    release.settle();
    StageOutcome<Champion> champion = stage(registry.champion());
    Digest candidate = trained.value().get(0).scorer();
    boolean same = champion.value().scorer().equals(Optional.of(candidate));
    StageOutcome<List<Evaluation>> evaluations =
        stage(
            stages.evaluate(
                cut,
                validation.value(),
                prepared.value(),
                trained,
                same ? Champion.NONE : champion.value()));
    noting.evaluated(evaluations.value().get(0));
    StageOutcome<Reference> reference =
        stage(stages.reference(cut, validation.value(), prepared.value(), profile, candidate));
    StageOutcome<GateVerdict> verdict = stage(stages.gate(evaluations));
    noting.judged(verdict.value());
    if (same) {
      ModelVersion known = registry.load(champion.value());
      summary.keep(known);
      noting.registered(known);
      session
          .listener()
          .note(Stages.REGISTER, "this scorer is the champion already: nothing to register");
      return;
    }
    StageOutcome<ModelVersion> version =
        stage(
            registry.register(
                trained,
                evaluations,
                reference,
                verdict,
                prepared.value(),
                whole.cut().digest(),
                schema,
                made));
    registry.stateOrigin(version.value(), source, made);
    noting.registered(version.value());
    if (!verdict.value().blessed()) {
      throw Refusals.refused(verdict.value());
    }
    if (config.conditions().release().isPresent()
        && isSkipped(
            conditions.release(
                config.conditions().release().get(),
                whole,
                validation.value(),
                prepared.value(),
                evaluations.value().get(0)))) {
      return;
    }
    if (config.release().mode() == ReleaseSettings.Mode.BY_HAND) {
      session.listener().note(Stages.RELEASE, "a person releases this model: nothing is proposed");
      return;
    }
    if (release.isRejected(version.value())) {
      session.listener().note(Stages.RELEASE, Refusals.rejected(version.value()));
      return;
    }
    Optional<ReleaseEpoch> takenBack = release.takenBack(version.value());
    if (takenBack.isPresent()) {
      session.listener().note(Stages.RELEASE, Refusals.notAgain(version.value(), takenBack.get()));
      return;
    }
    release.requireKnownInputs(version.value());
    stage(release.release(version));
  }

  /** Looks at a condition; what is skipped for it is told. */
  private boolean isSkipped(Stage<ConditionStages.Decided> condition) {
    ConditionStages.Decided decided = stage(condition).value();
    if (!decided.holds()) {
      summary.skip(decided.words());
      session.listener().note(condition.name(), decided.words());
    }
    return !decided.holds();
  }

  private FirstSchema firstSchema() {
    SchemaFile file = new SchemaFile(services.folder().resolve(config.schema()));
    return new FirstSchema(file, session.listener(), range);
  }

  private <O> StageOutcome<O> stage(Stage<O> stage) {
    if (range.isBeyond(stage.name())) {
      throw new Reached(stage.name());
    }
    StageOutcome<O> outcome = session.run(stage, range);
    summary.keep(stage.name().value(), outcome);
    summary.differences(session.differences());
    return outcome;
  }

  /** The last stage that was asked for has been run. */
  private static final class Reached extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient StageName stage;

    Reached(StageName stage) {
      super(stage.value(), null, false, false);
      this.stage = stage;
    }
  }
}

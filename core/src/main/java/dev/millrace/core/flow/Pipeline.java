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
import dev.millrace.core.validate.Finding;
import dev.millrace.core.validate.TableSchema;
import dev.millrace.core.validate.Validation;
import dev.millrace.digest.Digest;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.MillraceException;
import dev.millrace.error.Problem;
import dev.millrace.spi.data.DataCut;
import dev.millrace.spi.data.PinnedSource;
import dev.millrace.spi.engine.InferredTable;
import dev.millrace.spi.engine.Landed;
import dev.millrace.spi.engine.LandingPlan;
import dev.millrace.spi.id.StageName;
import dev.millrace.spi.store.ModelVersion;
import dev.millrace.spi.store.ReleaseEpoch;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The flow from a source to a registered model, stage by stage. */
public final class Pipeline {
  private final RunSession session;
  private final PipelineConfig config;
  private final PipelineServices services;
  private final RunFacts facts;
  private final RunSummary summary;
  private final StageRange range;

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
      data();
    } catch (Reached end) {
      session.listener().note(end.stage, "the run ends here, as asked");
    }
  }

  private void data() {
    DataStages stages = new DataStages(config, services, session);
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
    stage(stages.analyze(cut));
    TableSchema schema;
    if (inferred.isPresent()) {
      schema = stage(stages.propose(cut, plan.columns(), inferred.get())).value();
      keepSchema(schema, landed.value());
    } else {
      schema = accepted.value().orElseThrow();
    }
    StageOutcome<Validation> validation = stage(stages.validate(source.value(), landed, schema));
    requireAccepted(validation.value());
    DataCut wide = cut;
    if (!config.history().steps().isEmpty()) {
      ModelStages models = new ModelStages(config, services, session.services().blobs());
      wide = stage(models.history(cut, validation)).value().cut();
    }
    model(cut, wide, schema, validation);
  }

  /**
   * @param landed the data itself, for lineage
   * @param cut the same rows with the columns of their history
   */
  private void model(
      DataCut landed, DataCut cut, TableSchema schema, StageOutcome<Validation> validation) {
    ModelStages stages = new ModelStages(config, services, session.services().blobs());
    RegistryStages registry = new RegistryStages(config, session);
    StageOutcome<Prepared> prepared = stage(stages.prepare(cut, validation));
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
    StageOutcome<Reference> reference =
        stage(stages.reference(cut, validation.value(), prepared.value(), candidate));
    StageOutcome<GateVerdict> verdict = stage(stages.gate(evaluations));
    if (same) {
      summary.keep(registry.load(champion.value()));
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
                landed.digest(),
                schema,
                facts));
    if (!verdict.value().blessed()) {
      throw refused(verdict.value());
    }
    if (config.release().mode() == ReleaseSettings.Mode.BY_HAND) {
      session.listener().note(Stages.RELEASE, "a person releases this model: nothing is proposed");
      return;
    }
    Optional<ReleaseEpoch> takenBack = release.takenBack(version.value());
    if (takenBack.isPresent()) {
      session.listener().note(Stages.RELEASE, notAgain(version.value(), takenBack.get()));
      return;
    }
    stage(release.release(version));
  }

  private static String notAgain(ModelVersion version, ReleaseEpoch takenBack) {
    return String.format(
        Locale.ROOT,
        "version %d was taken back by %s (%s); to release it all the same:"
            + " millrace releases create %s %d --reason WHY",
        version.version(),
        takenBack.actor().name(),
        takenBack.reason().isBlank() ? "its answers were worse" : takenBack.reason(),
        version.model(),
        version.version());
  }

  private <O> StageOutcome<O> stage(Stage<O> stage) {
    if (range.isBeyond(stage.name())) {
      throw new Reached(stage.name());
    }
    StageOutcome<O> outcome = session.run(stage, range);
    summary.keep(stage.name().value(), outcome);
    return outcome;
  }

  /**
   * Writes the first schema; not when it was inferred from a source that cannot be read well, since
   * it would then be held against the mended one.
   */
  private void keepSchema(TableSchema schema, Landed landed) {
    boolean asked = range.isBeyond(Stages.VALIDATE);
    if (!asked && landed.ledger().rejectedRows() > schema.mostRejected() * landed.ledger().read()) {
      session
          .listener()
          .note(Stages.SCHEMA, "too many records cannot be read: " + config.schema() + " waits");
    } else {
      writeSchema(schema, landed.cut());
    }
  }

  private void writeSchema(TableSchema schema, DataCut cut) {
    SchemaFile file = new SchemaFile(services.folder().resolve(config.schema()));
    file.write(
        schema,
        String.format(
                Locale.ROOT,
                "Inferred from %,d rows. Review it: each constraint says why it is there.\n",
                cut.rows())
            + "From now on data is read and checked by this file; it is yours to change.");
    session.listener().note(Stages.SCHEMA, "wrote " + file.path() + ", which is yours to review");
  }

  private static void requireAccepted(Validation validation) {
    if (!validation.accepted()) {
      throw new MillraceException(
          validation.findings().stream()
              .filter(finding -> finding.severity() == Finding.Severity.ERROR)
              .map(Pipeline::problem)
              .toList());
    }
  }

  private static Problem problem(Finding finding) {
    return Problem.of(ErrorCode.DATA_REFUSED, finding.what())
        .at(finding.id())
        .found(
            finding.rows() > 0
                ? finding.found() + ", " + finding.rows() + " rows"
                : finding.found())
        .allowed(finding.allowed())
        .next(next(finding));
  }

  private static String next(Finding finding) {
    if (finding.relaxed().isPresent()) {
      return "Mend the data, or run: millrace schema accept " + finding.id();
    }
    return switch (finding.code()) {
      case Finding.UNREADABLE ->
          "See the records: millrace data quarantine. Mend the data"
              + (finding.found().contains("not utf-8")
                  ? " (not UTF-8: convert it, for instance with iconv -f LATIN1 -t UTF-8)"
                  : "")
              + ", or allow more under 'most-rejected' in the schema (millrace run --until schema"
              + " writes one).";
      case "SCHEMA_NEW_COLUMN" -> "Add the column to the schema, or set 'new-columns: warn' there.";
      case "DATASET_LOW_NUM_EXAMPLES" -> "Check that the files are complete.";
      default -> "Mend the data.";
    };
  }

  private static MillraceException refused(GateVerdict verdict) {
    return new MillraceException(
        verdict.lines().stream()
            .filter(line -> line.refuses())
            .map(
                line ->
                    Problem.of(ErrorCode.GATE_REFUSED, line.why())
                        .at(line.rule())
                        .next("The version is registered and not released."))
            .toList());
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

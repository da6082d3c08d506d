package dev.millrace.core.flow;

import dev.millrace.column.ColumnName;
import dev.millrace.core.evaluate.Estimate;
import dev.millrace.core.evaluate.Evaluation;
import dev.millrace.core.evaluate.ScoredRows;
import dev.millrace.core.gate.Contender;
import dev.millrace.core.gate.Gate;
import dev.millrace.core.gate.GateJson;
import dev.millrace.core.gate.GateRule.Reference;
import dev.millrace.core.gate.GateVerdict;
import dev.millrace.core.history.History;
import dev.millrace.core.history.HistoryForm;
import dev.millrace.core.history.HistoryMaker;
import dev.millrace.core.history.TableStep;
import dev.millrace.core.prepare.Prepared;
import dev.millrace.core.prepare.PreparedJson;
import dev.millrace.core.prepare.Preparer;
import dev.millrace.core.register.BlobBytes;
import dev.millrace.core.register.Champion;
import dev.millrace.core.stage.Forms;
import dev.millrace.core.stage.Stage;
import dev.millrace.core.stage.StageInput;
import dev.millrace.core.stage.StageOutcome;
import dev.millrace.core.train.TrainedModel;
import dev.millrace.core.validate.Validation;
import dev.millrace.digest.Digest;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.Problem;
import dev.millrace.json.CanonicalJson;
import dev.millrace.json.Json;
import dev.millrace.spi.data.DataCut;
import dev.millrace.spi.profile.TableProfile;
import dev.millrace.spi.profile.TableProfiler;
import dev.millrace.spi.scan.Scan;
import dev.millrace.spi.store.BlobStore;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The stages from validated data to a judged scorer. */
final class ModelStages {
  private final PipelineConfig config;
  private final PipelineServices services;
  private final BlobStore blobs;

  /** What the candidate said of the test rows, for the stage that comes next. */
  private final Map<Digest, ScoredRows> said = new HashMap<>();

  ModelStages(PipelineConfig config, PipelineServices services, BlobStore blobs) {
    this.config = config;
    this.services = services;
    this.blobs = blobs;
  }

  /** Columns made from earlier rows; run only when the pipeline asks for some. */
  Stage<History> history(DataCut cut, StageOutcome<Validation> validation) {
    return new Stage.Pure<>(
        Stages.HISTORY,
        HistoryMaker.REVISION + "." + TableProfiler.REVISION,
        List.of(
            new StageInput("cut", cut.digest()),
            new StageInput("violations", ModelInputs.violations(validation.value())),
            new StageInput("settings", config.history().digest())),
        new HistoryForm(),
        control -> {
          DataCut wide =
              new HistoryMaker(config.history(), services.widening())
                  .make(cut, ModelInputs.accepted(validation.value()));
          List<ColumnName> made = config.history().steps().stream().map(TableStep::output).toList();
          return new History(wide, TableProfiler.profile(services.engine(), Scan.of(wide, made)));
        });
  }

  Stage<Prepared> prepare(DataCut cut, StageOutcome<Validation> validation) {
    return new Stage.Pure<>(
        Stages.PREPARE,
        "1",
        List.of(
            new StageInput("cut", cut.digest()),
            new StageInput("violations", ModelInputs.violations(validation.value())),
            new StageInput("settings", config.written().prepare())),
        Forms.plain(PreparedJson::of, PreparedJson::prepared),
        control ->
            accounted(
                new Preparer(config.prepare(), services.engine())
                    .prepare(cut, ModelInputs.accepted(validation.value())),
                validation.value()));
  }

  /** LEDGER_MISMATCH unless every row that validation accepted is on a side or left out. */
  private static Prepared accounted(Prepared prepared, Validation validation) {
    long rows =
        Stream.of(prepared.rows(), prepared.leftOut())
            .flatMap(counts -> counts.values().stream())
            .mapToLong(Long::longValue)
            .sum();
    if (rows != validation.rows().accepted()) {
      throw Problem.of(ErrorCode.LEDGER_MISMATCH, "preparation has other rows than validation")
          .found(rows + " rows")
          .allowed(validation.rows().accepted() + " rows")
          .next("This is a fault of the program; please report it.")
          .asException();
    }
    return prepared;
  }

  Stage<List<TrainedModel>> train(
      DataCut cut, Validation validation, StageOutcome<Prepared> prepared) {
    return new TrainStage(config, services).train(cut, validation, prepared);
  }

  Stage<List<Evaluation>> evaluate(
      DataCut cut,
      Validation validation,
      Prepared prepared,
      StageOutcome<List<TrainedModel>> trained,
      Champion champion) {
    return new EvaluateStage(config, services, blobs, said)
        .evaluate(cut, validation, prepared, trained, champion);
  }

  /** What the traffic of the candidate will be compared with. */
  Stage<dev.millrace.core.monitor.Reference> reference(
      DataCut cut,
      Validation validation,
      Prepared prepared,
      StageOutcome<TableProfile> profile,
      Digest candidate) {
    return new MonitorStages(services.engine(), digest -> BlobBytes.read(blobs, digest))
        .reference(
            cut,
            List.of(
                new StageInput("violations", ModelInputs.violations(validation)),
                new StageInput("prepared", ModelInputs.model(prepared))),
            ModelInputs.split(cut, validation, prepared),
            prepared,
            profile,
            candidate,
            () -> Optional.ofNullable(said.remove(candidate)));
  }

  Stage<GateVerdict> gate(StageOutcome<List<Evaluation>> evaluations) {
    return new Stage.Pure<>(
        Stages.GATE,
        "1",
        List.of(
            evaluations.as("evaluations"),
            new StageInput(
                "rules",
                CanonicalJson.digest(
                    Json.texts(config.gate().stream().map(rule -> rule.text()).toList())))),
        Forms.plain(GateJson::of, GateJson::verdict),
        control -> judge(evaluations.value()));
  }

  private GateVerdict judge(List<Evaluation> evaluations) {
    Map<Reference, Contender> others = new EnumMap<>(Reference.class);
    for (Evaluation evaluation : evaluations) {
      Contender contender = new Contender(evaluation.scorer(), evaluation.results());
      switch (evaluation.scorer()) {
        case "champion" -> others.put(Reference.CHAMPION, contender);
        case "linear" -> others.put(Reference.LINEAR, contender);
        case "constant" -> others.put(Reference.CONSTANT, contender);
        default -> {}
      }
    }
    Evaluation candidate = evaluations.get(0);
    return new Gate(new Contender("candidate", candidate.results()), others).judge(config.gate());
  }

  /** Metrics that have a value, for the registry. */
  static List<Estimate> defined(Evaluation evaluation) {
    return evaluation.results().overall().stream().filter(Estimate::isDefined).toList();
  }
}

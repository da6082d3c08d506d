package dev.millrace.core.flow;

import dev.millrace.column.ColumnName;
import dev.millrace.column.Field;
import dev.millrace.core.evaluate.ColumnImportance;
import dev.millrace.core.evaluate.CostMatrix;
import dev.millrace.core.evaluate.Estimate;
import dev.millrace.core.evaluate.Evaluation;
import dev.millrace.core.evaluate.EvaluationJson;
import dev.millrace.core.evaluate.EvaluationMaker;
import dev.millrace.core.evaluate.Evaluator;
import dev.millrace.core.evaluate.PermutationImportance;
import dev.millrace.core.evaluate.ScoreCollector;
import dev.millrace.core.evaluate.ScoredBlocks;
import dev.millrace.core.evaluate.ScoredRows;
import dev.millrace.core.evaluate.Slice;
import dev.millrace.core.evaluate.ThresholdChoice;
import dev.millrace.core.gate.Contender;
import dev.millrace.core.gate.Gate;
import dev.millrace.core.gate.GateJson;
import dev.millrace.core.gate.GateRule.Reference;
import dev.millrace.core.gate.GateVerdict;
import dev.millrace.core.history.History;
import dev.millrace.core.history.HistoryForm;
import dev.millrace.core.history.HistoryMaker;
import dev.millrace.core.history.TableStep;
import dev.millrace.core.prepare.AcceptedRows;
import dev.millrace.core.prepare.LabelledRows;
import dev.millrace.core.prepare.Prepared;
import dev.millrace.core.prepare.PreparedJson;
import dev.millrace.core.prepare.Preparer;
import dev.millrace.core.prepare.Side;
import dev.millrace.core.prepare.Split;
import dev.millrace.core.register.Champion;
import dev.millrace.core.stage.Forms;
import dev.millrace.core.stage.Stage;
import dev.millrace.core.stage.StageInput;
import dev.millrace.core.stage.StageOutcome;
import dev.millrace.core.train.ChildTrainer;
import dev.millrace.core.train.TrainJob;
import dev.millrace.core.train.TrainJob.LearnerTask;
import dev.millrace.core.train.TrainSettings;
import dev.millrace.core.train.TrainedForm;
import dev.millrace.core.train.TrainedModel;
import dev.millrace.core.validate.Validation;
import dev.millrace.digest.Digest;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.Problem;
import dev.millrace.feature.FeaturePlan;
import dev.millrace.feature.Supply;
import dev.millrace.json.CanonicalJson;
import dev.millrace.json.Json;
import dev.millrace.json.JsonObject;
import dev.millrace.json.MembersBuilder;
import dev.millrace.scorer.Scorer;
import dev.millrace.scorer.ScorerPackage;
import dev.millrace.spi.data.DataCut;
import dev.millrace.spi.data.RowBatch;
import dev.millrace.spi.learn.LearnerProvider;
import dev.millrace.spi.learn.LearnerSettings;
import dev.millrace.spi.learn.Task;
import dev.millrace.spi.profile.TableProfiler;
import dev.millrace.spi.scan.RowFilter;
import dev.millrace.spi.scan.SampleSize;
import dev.millrace.spi.scan.Scan;
import dev.millrace.spi.store.BlobStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The stages from validated data to a judged scorer. */
final class ModelStages {
  private static final int IMPORTANCE_ROWS = 2000;

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
            new StageInput("violations", violations(validation.value())),
            new StageInput("settings", config.history().digest())),
        new HistoryForm(),
        control -> {
          DataCut wide =
              new HistoryMaker(config.history(), services.widening())
                  .make(cut, accepted(validation.value()));
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
            new StageInput("violations", violations(validation.value())),
            new StageInput("settings", config.written().prepare())),
        Forms.plain(PreparedJson::of, PreparedJson::prepared),
        control ->
            accounted(
                new Preparer(config.prepare(), services.engine())
                    .prepare(cut, accepted(validation.value())),
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
    Prepared ready = prepared.value();
    List<LearnerTask> tasks = tasks(ready.label().task());
    TrainJob job =
        new TrainJob(
            cut,
            validation.violations(),
            ready.label(),
            ready.rule(),
            ready.plan(),
            ready.encodings(),
            tasks,
            config.seed(),
            services.threads(),
            config.train().memoryBytes(),
            services.home().toString());
    Json learned =
        Json.items(
            tasks.stream()
                .map(
                    task ->
                        Json.members()
                            .put("learner", task.learner())
                            .put("settings", task.settings())
                            .put("revision", provider(task.learner()).revision())
                            .put("seed", config.seed())
                            .build())
                .toList());
    return new Stage.Pure<>(
        Stages.TRAIN,
        "1",
        List.of(
            new StageInput("cut", cut.digest()),
            new StageInput("violations", violations(validation)),
            new StageInput("prepared", model(ready)),
            new StageInput("learners", CanonicalJson.digest(learned))),
        new TrainedForm(),
        control ->
            new ChildTrainer(services.launcher(), services.scratch(), services.log())
                .train(job, control));
  }

  /** What a model depends on: explanations for people do not count. */
  private static Digest model(Prepared prepared) {
    MembersBuilder out = Json.members();
    if (!prepared.encodings().isEmpty()) {
      out.put("encodings", PreparedJson.of(prepared.encodings()));
    }
    return CanonicalJson.digest(
        out.put("expression", prepared.label().expression())
            .put("task", prepared.label().task().name())
            .put("classes", Json.texts(prepared.label().classes()))
            .put("split", PreparedJson.of(prepared.rule()))
            .put("plan", prepared.plan().digest().hex())
            .build());
  }

  private List<LearnerTask> tasks(Task task) {
    TrainSettings train = config.train();
    LearnerProvider chosen = provider(train.learner());
    if (!chosen.tasks().contains(task)) {
      throw Problem.of(ErrorCode.LEARNER_UNKNOWN, "the learner cannot learn this task")
          .at("train.learner")
          .found(train.learner() + " for " + task)
          .next("Choose another learner.")
          .asException();
    }
    Map<String, LearnerTask> tasks = new LinkedHashMap<>();
    tasks.put(train.learner(), new LearnerTask(train.learner(), train.settings().json()));
    for (String baseline : List.of("linear", "constant")) {
      LearnerSettings defaults = LearnerSettings.defaults(provider(baseline).settings());
      tasks.putIfAbsent(baseline, new LearnerTask(baseline, defaults.json()));
    }
    return List.copyOf(tasks.values());
  }

  private LearnerProvider provider(String name) {
    LearnerProvider provider = services.learners().get(name);
    if (provider == null) {
      throw Problem.of(ErrorCode.LEARNER_UNKNOWN, "there is no such learner")
          .found(name)
          .allowed(String.join(", ", services.learners().keySet()))
          .asException();
    }
    return provider;
  }

  Stage<List<Evaluation>> evaluate(
      DataCut cut,
      Validation validation,
      Prepared prepared,
      StageOutcome<List<TrainedModel>> trained,
      Champion champion) {
    return new Stage.Pure<>(
        Stages.EVALUATE,
        "2",
        List.of(
            new StageInput("cut", cut.digest()),
            new StageInput("violations", violations(validation)),
            new StageInput("prepared", model(prepared)),
            trained.as("trained"),
            new StageInput(
                "champion",
                CanonicalJson.digest(Json.of(champion.scorer().map(Digest::hex).orElse("")))),
            new StageInput("settings", config.written().evaluate())),
        Forms.plain(
            evaluations ->
                Json.members()
                    .put("evaluations", evaluations.stream().map(EvaluationJson::of).toList())
                    .build(),
            json ->
                JsonObject.of(json).only("evaluations").items("evaluations").stream()
                    .map(EvaluationJson::evaluation)
                    .toList()),
        control -> evaluations(cut, validation, prepared, trained.value(), champion));
  }

  private List<Evaluation> evaluations(
      DataCut cut,
      Validation validation,
      Prepared prepared,
      List<TrainedModel> trained,
      Champion champion) {
    List<String> names = new ArrayList<>();
    List<byte[]> packages = new ArrayList<>();
    for (int i = 0; i < trained.size(); i++) {
      names.add(i == 0 ? "candidate" : trained.get(i).learner());
      packages.add(bytes(trained.get(i).scorer()));
    }
    champion
        .scorer()
        .map(this::bytes)
        .filter(bytes -> fits(bytes, prepared, cut, config.history().supplies()))
        .ifPresent(
            bytes -> {
              names.add("champion");
              packages.add(bytes);
            });
    Split split = split(cut, validation, prepared);
    List<String> slices = slices(cut);
    Set<ColumnName> columns = new LinkedHashSet<>(prepared.label().columns());
    for (byte[] bytes : packages) {
      ScorerPackage.read(bytes).scorer().inputs().forEach(field -> columns.add(field.name()));
    }
    List<ColumnName> read = List.copyOf(columns);
    Set<ColumnName> withSlices = new LinkedHashSet<>(columns);
    slices.forEach(slice -> withSlices.add(new ColumnName(slice)));
    float[] thresholds = thresholds(split, prepared, packages, read);
    ScoredBlocks scored =
        services
            .engine()
            .collect(
                split.scan(Side.TEST, List.copyOf(withSlices)),
                new ScoreCollector(packages, prepared.label(), slices));
    List<Slice> sliced = new ArrayList<>();
    for (int i = 0; i < slices.size(); i++) {
      sliced.addAll(scored.slices(i, slices.get(i), config.evaluate().leastSliceRows()));
    }
    EvaluationMaker maker =
        new EvaluationMaker(
            new Evaluator(config.evaluate(), config.seed(), services.workers()),
            prepared.label().classes());
    List<Evaluator.Judged> judged = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      judged.add(new Evaluator.Judged(scored.scored(i, prepared.label()), thresholds[i]));
    }
    said.put(trained.get(0).scorer(), judged.get(0).rows());
    List<Evaluation> evaluations = new ArrayList<>(maker.make(names, judged, sliced));
    evaluations.set(0, evaluations.get(0).with(importance(split, prepared, packages.get(0))));
    return evaluations;
  }

  private List<String> slices(DataCut cut) {
    for (String slice : config.evaluate().slices()) {
      if (cut.fields().find(new ColumnName(slice)).isEmpty()) {
        throw Problem.of(ErrorCode.COLUMN_MISSING, "there is no column to slice by")
            .at("evaluate.slices")
            .found(slice)
            .asException();
      }
    }
    return config.evaluate().slices();
  }

  /** A champion that predicts something else, or from other columns, is no comparison. */
  private static boolean fits(
      byte[] bytes, Prepared prepared, DataCut cut, Map<ColumnName, Supply> supplies) {
    Scorer scorer = ScorerPackage.read(bytes).scorer();
    Map<ColumnName, Supply> its = scorer.plan().supplies();
    for (Field input : scorer.inputs()) {
      if (!cut.fields().asList().contains(input)
          || !Objects.equals(its.get(input.name()), supplies.get(input.name()))) {
        return false;
      }
    }
    return scorer.output().labels().equals(prepared.label().classes());
  }

  private float[] thresholds(
      Split split, Prepared prepared, List<byte[]> packages, List<ColumnName> columns) {
    float[] thresholds = new float[packages.size()];
    if (prepared.label().task() != Task.BINARY) {
      Arrays.fill(thresholds, Float.NaN);
      return thresholds;
    }
    Arrays.fill(thresholds, 0.5f);
    CostMatrix cost = config.evaluate().cost();
    if (cost.falsePositive() == cost.falseNegative()) {
      return thresholds;
    }
    ScoredBlocks scored =
        services
            .engine()
            .collect(
                split.scan(Side.VALIDATION, columns),
                new ScoreCollector(packages, prepared.label(), List.of()));
    for (int i = 0; i < thresholds.length; i++) {
      thresholds[i] = ThresholdChoice.cheapest(scored.scored(i, prepared.label()), cost);
    }
    return thresholds;
  }

  private List<ColumnImportance> importance(Split split, Prepared prepared, byte[] bytes) {
    FeaturePlan plan = prepared.plan();
    List<ColumnName> inputs = plan.inputs().asList().stream().map(Field::name).toList();
    Set<ColumnName> columns = new LinkedHashSet<>(inputs);
    columns.addAll(prepared.label().columns());
    RowBatch rows =
        services
            .engine()
            .sample(
                split.scan(Side.TEST, List.copyOf(columns)),
                new SampleSize(IMPORTANCE_ROWS, config.seed()));
    float[] labels = prepared.label().read(rows, rows.values().fields());
    Scorer scorer = ScorerPackage.read(bytes).scorer();
    Task task = prepared.label().task();
    int classes = prepared.label().width();
    return new PermutationImportance(
            batch -> ScoreCollector.outputs(scorer.score(batch), task, classes), task, classes)
        .measure(rows.values().project(plan.inputs()), labels, config.seed());
  }

  /** What the traffic of the candidate will be compared with. */
  Stage<dev.millrace.core.monitor.Reference> reference(
      DataCut cut, Validation validation, Prepared prepared, Digest candidate) {
    return new MonitorStages(services.engine(), this::bytes)
        .reference(
            cut,
            List.of(
                new StageInput("violations", violations(validation)),
                new StageInput("prepared", model(prepared))),
            split(cut, validation, prepared),
            prepared,
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

  private Split split(DataCut cut, Validation validation, Prepared prepared) {
    List<RowFilter> filters = new ArrayList<>(accepted(validation));
    filters.add(new LabelledRows(prepared.label()));
    return new Split(cut, prepared.rule(), filters);
  }

  private static List<RowFilter> accepted(Validation validation) {
    return validation.violations().isEmpty()
        ? List.of()
        : List.of(new AcceptedRows(validation.violations()));
  }

  private static Digest violations(Validation validation) {
    return CanonicalJson.digest(Json.texts(validation.violations()));
  }

  /** The bytes of a scorer, checked against their name. */
  private byte[] bytes(Digest scorer) {
    try (InputStream in = blobs.open(scorer)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Metrics that have a value, for the registry. */
  static List<Estimate> defined(Evaluation evaluation) {
    return evaluation.results().overall().stream().filter(Estimate::isDefined).toList();
  }
}

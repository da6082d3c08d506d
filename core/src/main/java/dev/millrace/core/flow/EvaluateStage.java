package dev.millrace.core.flow;

import dev.millrace.column.ColumnName;
import dev.millrace.column.Field;
import dev.millrace.core.evaluate.ColumnImportance;
import dev.millrace.core.evaluate.CostMatrix;
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
import dev.millrace.core.prepare.Prepared;
import dev.millrace.core.prepare.Side;
import dev.millrace.core.prepare.Split;
import dev.millrace.core.register.BlobBytes;
import dev.millrace.core.register.Champion;
import dev.millrace.core.stage.Forms;
import dev.millrace.core.stage.Stage;
import dev.millrace.core.stage.StageInput;
import dev.millrace.core.stage.StageOutcome;
import dev.millrace.core.train.TrainedModel;
import dev.millrace.core.validate.Validation;
import dev.millrace.digest.Digest;
import dev.millrace.feature.FeaturePlan;
import dev.millrace.feature.Supply;
import dev.millrace.json.CanonicalJson;
import dev.millrace.json.Json;
import dev.millrace.json.JsonObject;
import dev.millrace.scorer.Scorer;
import dev.millrace.scorer.ScorerPackage;
import dev.millrace.spi.data.DataCut;
import dev.millrace.spi.data.RowBatch;
import dev.millrace.spi.learn.Task;
import dev.millrace.spi.scan.SampleSize;
import dev.millrace.spi.store.BlobStore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** The stage that evaluates candidate, baselines and champion on the same test rows. */
final class EvaluateStage {
  private static final int IMPORTANCE_ROWS = 2000;

  private final PipelineConfig config;
  private final PipelineServices services;
  private final BlobStore blobs;
  private final Map<Digest, ScoredRows> said;

  /**
   * @param said is given what the candidate said of the test rows
   */
  EvaluateStage(
      PipelineConfig config,
      PipelineServices services,
      BlobStore blobs,
      Map<Digest, ScoredRows> said) {
    this.config = config;
    this.services = services;
    this.blobs = blobs;
    this.said = said;
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
            new StageInput("violations", ModelInputs.violations(validation)),
            new StageInput("prepared", ModelInputs.model(prepared)),
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
      packages.add(BlobBytes.read(blobs, trained.get(i).scorer()));
    }
    champion
        .scorer()
        .map(digest -> BlobBytes.read(blobs, digest))
        .filter(bytes -> fits(bytes, prepared, cut, config.history().supplies()))
        .ifPresent(
            bytes -> {
              names.add("champion");
              packages.add(bytes);
            });
    Split split = ModelInputs.split(cut, validation, prepared);
    List<String> slices = config.evaluate().slices();
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
}

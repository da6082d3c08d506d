package dev.millrace.core.flow;

import dev.millrace.core.evaluate.Evaluation;
import dev.millrace.core.gate.GateVerdict;
import dev.millrace.core.history.History;
import dev.millrace.core.prepare.Prepared;
import dev.millrace.core.register.Champion;
import dev.millrace.core.release.Proposal;
import dev.millrace.core.stage.StageOutcome;
import dev.millrace.core.train.TrainedModel;
import dev.millrace.core.validate.Validation;
import dev.millrace.spi.data.PinnedSource;
import dev.millrace.spi.engine.Landed;
import dev.millrace.spi.id.RunId;
import dev.millrace.spi.id.StageName;
import dev.millrace.spi.profile.TableProfile;
import dev.millrace.spi.store.ModelVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a run found and made, stage by stage; what the run did not reach is absent. Filled by the
 * pipeline on one thread, read afterwards.
 */
public final class RunSummary {
  private final RunId run;
  private final PipelineConfig config;
  private final List<StageLine> stages = new ArrayList<>();
  private final Map<String, StageOutcome<?>> found = new TreeMap<>();

  private final List<String> skipped = new ArrayList<>();
  private List<String> differences = List.of();
  private @Nullable ModelVersion known;

  /** One line of what happened. */
  public record StageLine(String stage, StageOutcome.Origin origin, long millis, String digest) {}

  public RunSummary(RunId run, PipelineConfig config) {
    this.run = run;
    this.config = config;
  }

  public RunId run() {
    return run;
  }

  public PipelineConfig config() {
    return config;
  }

  public List<StageLine> stages() {
    return List.copyOf(stages);
  }

  <O> O keep(String stage, StageOutcome<O> outcome) {
    stages.add(
        new StageLine(stage, outcome.origin(), outcome.took().toMillis(), outcome.digest().hex()));
    found.put(stage, outcome);
    return outcome.value();
  }

  void differences(List<String> found) {
    differences = List.copyOf(found);
  }

  /** Sentences about stages that gave another result than before for the same inputs. */
  public List<String> differences() {
    return differences;
  }

  /** Keeps which stages were not run, and why. */
  void skip(String words) {
    skipped.add(words);
  }

  /** Sentences about stages that were not run because a condition did not hold. */
  public List<String> skipped() {
    return List.copyOf(skipped);
  }

  /** Keeps the version that was there already. */
  void keep(ModelVersion known) {
    this.known = known;
  }

  public @Nullable PinnedSource source() {
    return (PinnedSource) value(Stages.DISCOVER);
  }

  public @Nullable Landed landed() {
    return (Landed) value(Stages.LAND);
  }

  public @Nullable TableProfile profile() {
    return (TableProfile) value(Stages.ANALYZE);
  }

  public @Nullable Validation validation() {
    return (Validation) value(Stages.VALIDATE);
  }

  /** The history's columns; null when the pipeline asks for none. */
  public @Nullable History history() {
    return (History) value(Stages.HISTORY);
  }

  public @Nullable Prepared prepared() {
    return (Prepared) value(Stages.PREPARE);
  }

  /** The scorers that were trained, the candidate first. */
  @SuppressWarnings("unchecked") // only the train stage puts this
  public List<TrainedModel> trained() {
    Object models = value(Stages.TRAIN);
    return models == null ? List.of() : (List<TrainedModel>) models;
  }

  /** Evaluations on the test rows, the candidate first. */
  @SuppressWarnings("unchecked") // only the evaluate stage puts this
  public List<Evaluation> evaluations() {
    Object evaluations = value(Stages.EVALUATE);
    return evaluations == null ? List.of() : (List<Evaluation>) evaluations;
  }

  public @Nullable Champion champion() {
    return (Champion) value(Stages.CHAMPION);
  }

  public @Nullable GateVerdict verdict() {
    return (GateVerdict) value(Stages.GATE);
  }

  public @Nullable Proposal proposal() {
    return (Proposal) value(Stages.RELEASE);
  }

  public @Nullable ModelVersion version() {
    return known != null ? known : (ModelVersion) value(Stages.REGISTER);
  }

  private @Nullable Object value(StageName stage) {
    StageOutcome<?> outcome = found.get(stage.value());
    return outcome == null ? null : outcome.value();
  }
}

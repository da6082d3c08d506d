package dev.millrace.core.train;

import dev.millrace.core.prepare.Label;
import dev.millrace.core.train.TrainJob.LearnerTask;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.Problem;
import dev.millrace.feature.FeatureMatrix;
import dev.millrace.model.LearnedModel;
import dev.millrace.model.OutputMapping;
import dev.millrace.scorer.Scorer;
import dev.millrace.scorer.ScorerPackage;
import dev.millrace.spi.learn.FitControl;
import dev.millrace.spi.learn.FitProgress;
import dev.millrace.spi.learn.Fitted;
import dev.millrace.spi.learn.Learner;
import dev.millrace.spi.learn.LearnerProvider;
import dev.millrace.spi.learn.LearnerSettings;
import dev.millrace.spi.store.BlobStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * The work of a training process: gather the rows, fit every learner, check and pack the scorers.
 */
public final class TrainWork {
  private final TrainJob job;
  private final long heapBytes;
  private final RowSource rows;
  private final BlobStore blobs;
  private final Map<String, LearnerProvider> learners;
  private final BooleanSupplier cancelled;
  private final Progress progress;

  /** Hears of rounds. */
  @FunctionalInterface
  public interface Progress {
    void round(String learner, FitProgress progress);
  }

  /**
   * @param heapBytes the most this process may use: gathered features are copied once
   */
  public TrainWork(
      TrainJob job,
      long heapBytes,
      RowSource rows,
      BlobStore blobs,
      Map<String, LearnerProvider> learners,
      BooleanSupplier cancelled,
      Progress progress) {
    this.job = job;
    this.heapBytes = heapBytes;
    this.rows = rows;
    this.blobs = blobs;
    this.learners = Map.copyOf(learners);
    this.cancelled = cancelled;
    this.progress = progress;
  }

  /** Trains; the scorers' packages are in the blob store when it returns. */
  public List<TrainedModel> run() {
    GatheredRows gathered = rows.gather(job, Math.min(job.memoryBytes(), heapBytes / 2));
    List<TrainedModel> trained = new ArrayList<>();
    for (LearnerTask task : job.learners()) {
      trained.add(fit(task, gathered));
    }
    return trained;
  }

  private TrainedModel fit(LearnerTask task, GatheredRows gathered) {
    FeatureMatrix test = gathered.test();
    LearnerProvider provider = learners.get(task.learner());
    if (provider == null) {
      throw Problem.of(ErrorCode.LEARNER_UNKNOWN, "there is no such learner")
          .found(task.learner())
          .allowed(String.join(", ", learners.keySet()))
          .asException();
    }
    LearnerSettings settings = LearnerSettings.read(provider.settings(), task.settings());
    try (Learner learner = provider.open(job.label().task(), settings);
        Fitted fitted =
            learner.fit(gathered.train(), gathered.validation(), control(task.learner()))) {
      LearnedModel model = fitted.model();
      double[] ours = new double[Math.multiplyExact(test.rows(), model.outputs())];
      model.margins(test, ours);
      Parity.require(task.learner(), model, ours, fitted.trainerMargins(test));
      ScorerPackage packed = ScorerPackage.of(new Scorer(job.plan(), model, mapping(job.label())));
      blobs.put(packed.bytes());
      return new TrainedModel(
          task.learner(), provider.revision(), packed.digest(), fitted.rounds(), test.rows());
    }
  }

  private static OutputMapping mapping(Label label) {
    return switch (label.task()) {
      case BINARY -> OutputMapping.binary(label.classes().get(0), label.classes().get(1));
      case MULTICLASS -> OutputMapping.classes(label.classes());
      case REGRESSION -> OutputMapping.regression();
    };
  }

  private FitControl control(String learner) {
    return new FitControl() {
      @Override
      public int threads() {
        return job.threads();
      }

      @Override
      public long seed() {
        return job.seed();
      }

      @Override
      public boolean cancelled() {
        return cancelled.getAsBoolean();
      }

      @Override
      public void progress(FitProgress fit) {
        progress.round(learner, fit);
      }
    };
  }
}

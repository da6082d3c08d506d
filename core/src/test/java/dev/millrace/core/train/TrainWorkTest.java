package dev.millrace.core.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.millrace.digest.Digest;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.MillraceException;
import dev.millrace.json.CanonicalJson;
import dev.millrace.json.JsonReader;
import dev.millrace.scorer.Scorer;
import dev.millrace.scorer.ScorerPackage;
import dev.millrace.scorer.Scores;
import dev.millrace.spi.learn.Task;
import dev.millrace.testkit.engine.ReferenceEngine;
import dev.millrace.testkit.store.MemoryBlobs;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TrainWorkTest {
  private final ReferenceEngine engine = new ReferenceEngine();
  private final TableLearner honest = new TableLearner("honest", 0);
  private final List<String> rounds = new ArrayList<>();
  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(Task.class)
  void everyLearnerIsFittedCheckedAndPacked(Task task) throws IOException {
    MemoryBlobs blobs = new MemoryBlobs(folder);
    TableLearner second = new TableLearner("second", 0);
    TrainJob job = MadeJob.of(engine, task, "honest", "second");
    List<TrainedModel> trained = work(job, blobs, honest, second).run();

    assertThat(trained).extracting(TrainedModel::learner).containsExactly("honest", "second");
    assertThat(trained).extracting(TrainedModel::parityRows).containsOnly(20L);
    assertThat(rounds).containsExactly("honest", "second");
    assertThat(honest.open() + second.open()).as("learners and fits left open").isZero();
    for (TrainedModel model : trained) {
      assertThat(blobs.verify(model.scorer())).isTrue();
      Scorer scorer = read(blobs, model.scorer());
      Scores scores = scorer.score(MadeJob.rows());
      assertThat(scores.labels()).isEqualTo(MadeJob.label(task).classes());
      assertThat(scores.rows()).isEqualTo(100);
    }
  }

  @Test
  void theSecondClassIsThePositiveOne() throws IOException {
    MemoryBlobs blobs = new MemoryBlobs(folder);
    TrainJob job = MadeJob.of(engine, Task.BINARY, "constant", "honest");
    Digest scorer = work(job, blobs, new TableLearner("constant", 0), honest).run().get(1).scorer();
    Scores scores = read(blobs, scorer).score(MadeJob.rows());
    // Rows 0 to 59 but row 3, where the violation holds: 29 odd ones, which are "yes".
    double margin = 29 / 59.0;
    assertThat(scores.margin(0, 0)).isEqualTo(margin);
    assertThat(scores.probability(0, 1)).isEqualTo(1 / (1 + StrictMath.exp(-margin)));
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e-300, 1, Double.NaN, Double.POSITIVE_INFINITY})
  void aTrainerThatSaysSomethingElseBlocksItsModel(double error) {
    MemoryBlobs blobs = new MemoryBlobs(folder);
    TableLearner lying = new TableLearner("lying", error);
    TrainJob job = MadeJob.of(engine, Task.BINARY, "lying");
    MillraceException failure =
        catchThrowableOfType(MillraceException.class, () -> work(job, blobs, lying).run());
    assertThat(failure.code()).isEqualTo(ErrorCode.PARITY_BROKEN);
    assertThat(failure.problems().get(0).where()).isEqualTo("lying, test row 19");
    assertThat(lying.open()).isZero();
  }

  @Test
  void aCancelledTrainingFitsNothing() {
    TrainJob job = MadeJob.of(engine, Task.BINARY, "honest");
    TrainWork work =
        new TrainWork(
            job,
            Long.MAX_VALUE,
            new EngineRows(engine),
            new MemoryBlobs(folder),
            Map.of("honest", honest),
            () -> true,
            (learner, progress) -> rounds.add(learner));
    MillraceException failure = catchThrowableOfType(MillraceException.class, work::run);
    assertThat(failure.code()).isEqualTo(ErrorCode.TRAINING_CANCELLED);
    assertThat(rounds).isEmpty();
    assertThat(honest.open()).isZero();
  }

  @Test
  void anUnknownLearnerIsNamed() {
    TrainJob job = MadeJob.of(engine, Task.BINARY, "catboost");
    MillraceException failure =
        catchThrowableOfType(
            MillraceException.class, () -> work(job, new MemoryBlobs(folder), honest).run());
    assertThat(failure.code()).isEqualTo(ErrorCode.LEARNER_UNKNOWN);
    assertThat(failure.problems().get(0).text()).contains("catboost", "honest");
  }

  @Test
  void rowsThatDoNotFitInMemoryAreRefusedWithTheSetting() {
    TrainJob job = MadeJob.of(engine, Task.BINARY, "honest");
    TrainJob small =
        new TrainJob(
            job.cut(),
            job.violations(),
            job.label(),
            job.rule(),
            job.plan(),
            job.encodings(),
            job.learners(),
            1,
            1,
            59L * job.plan().featureNames().size() * Float.BYTES - 1,
            job.home());
    MillraceException failure =
        catchThrowableOfType(
            MillraceException.class, () -> work(small, new MemoryBlobs(folder), honest).run());
    assertThat(failure.code()).isEqualTo(ErrorCode.TRAINING_OUT_OF_MEMORY);
    assertThat(failure.problems().get(0).next()).contains("train.memory");
  }

  @ParameterizedTest
  @EnumSource(Task.class)
  void jobsSurviveTheirFile(Task task) {
    TrainJob job = MadeJob.of(engine, task, "a", "b");
    byte[] bytes = CanonicalJson.bytes(job.toJson());
    TrainJob read = TrainJob.fromJson(JsonReader.read(bytes));
    assertThat(read).isEqualTo(job);
    assertThat(CanonicalJson.bytes(read.toJson())).isEqualTo(bytes);
    assertThat(read.split().train().cut()).isEqualTo(job.cut());
  }

  private TrainWork work(TrainJob job, MemoryBlobs blobs, TableLearner... learners) {
    Map<String, dev.millrace.spi.learn.LearnerProvider> known = new HashMap<>();
    for (TableLearner learner : learners) {
      known.put(learner.name(), learner);
    }
    return new TrainWork(
        job,
        Long.MAX_VALUE,
        new EngineRows(engine),
        blobs,
        known,
        () -> false,
        (learner, progress) -> rounds.add(learner));
  }

  private static Scorer read(MemoryBlobs blobs, Digest digest) throws IOException {
    try (InputStream in = blobs.open(digest)) {
      return ScorerPackage.read(in.readAllBytes()).scorer();
    }
  }
}

package dev.millrace.learners.xgboost;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.feature.FeatureMatrix;
import dev.millrace.model.LearnedModel;
import dev.millrace.model.ModelBytes;
import dev.millrace.model.TreeEnsemble;
import dev.millrace.spi.learn.Fitted;
import dev.millrace.spi.learn.LearnerProvider;
import dev.millrace.spi.learn.LearnerSettings;
import dev.millrace.spi.learn.Task;
import dev.millrace.spi.learn.TrainingRows;
import dev.millrace.testkit.learn.FitLog;
import dev.millrace.testkit.learn.LearnerFixture;
import dev.millrace.testkit.learn.MadeRows;
import dev.millrace.testkit.learn.Parity;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

final class XGBoostLearnerTest {
  private record Fixture(Map<String, Double> given) implements LearnerFixture {
    @Override
    public LearnerProvider provider() {
      return new XGBoostProvider();
    }

    @Override
    public LearnerSettings settings() {
      return LearnerSettings.of(provider().settings(), given);
    }
  }

  private static Fixture with(Map<String, Double> given) {
    return new Fixture(given);
  }

  @Test
  void earlyStoppingKeepsTheBestRoundsAndBothScorersUseThem() {
    for (Task task : Task.values()) {
      TrainingRows train = MadeRows.of(task, 400, 6, 51);
      TrainingRows validation = MadeRows.of(task, 2_000, 6, 52);
      FitLog log = FitLog.threads(2);
      int rounds =
          with(Map.of("rounds", 300.0, "learning-rate", 0.5, "early-stopping", 5.0))
              .fit(
                  task,
                  train,
                  validation,
                  log,
                  fitted -> {
                    Parity.check(fitted, validation);
                    int perRound = fitted.model().outputs();
                    assertThat(((TreeEnsemble) fitted.model()).size())
                        .isEqualTo(fitted.rounds() * perRound);
                    return fitted.rounds();
                  });
      assertThat(log.told()).hasSize(rounds + 5).hasSizeLessThan(300);
      double best = log.told().get(rounds - 1).loss();
      assertThat(log.told()).allMatch(done -> done.loss() >= best);
    }
  }

  @Test
  void withoutPatienceOrValidationAllRoundsAreKept() {
    TrainingRows train = MadeRows.of(Task.BINARY, 200, 3, 53);
    FitLog log = FitLog.threads(1);
    assertThat(
            with(Map.of("rounds", 30.0, "early-stopping", 0.0))
                .fit(Task.BINARY, train, train, log, Fitted::rounds))
        .isEqualTo(30);
    assertThat(
            with(Map.of("rounds", 30.0, "early-stopping", 1.0))
                .fit(Task.BINARY, train, MadeRows.none(train), log, Fitted::rounds))
        .isEqualTo(30);
  }

  /** The library's generators belong to a thread: fits that take turns must not disturb them. */
  @Test
  void fitsAtTheSameTimeAreAsAlone() throws InterruptedException, ExecutionException {
    Fixture sampled = with(Map.of("rounds", 20.0, "subsample", 0.5, "column-sample", 0.5));
    TrainingRows train = MadeRows.of(Task.BINARY, 3_000, 8, 54);
    byte[] alone = sampled.bytes(Task.BINARY, train, train, FitLog.threads(1));
    try (ExecutorService pool = Executors.newFixedThreadPool(2)) {
      List<Future<byte[]>> together =
          pool.invokeAll(
              java.util.Collections.nCopies(
                  4, () -> sampled.bytes(Task.BINARY, train, train, FitLog.threads(1))));
      for (Future<byte[]> fit : together) {
        assertThat(fit.get()).isEqualTo(alone);
      }
    }
  }

  @Test
  void samplesFollowTheSeed() {
    for (String sample : List.of("subsample", "column-sample")) {
      Fixture sampled = with(Map.of("rounds", 5.0, sample, 0.5));
      TrainingRows train = MadeRows.of(Task.REGRESSION, 1_000, 8, 55);
      assertThat(sampled.bytes(Task.REGRESSION, train, train, FitLog.seed(1)))
          .isNotEqualTo(sampled.bytes(Task.REGRESSION, train, train, FitLog.seed(2)));
    }
    Fixture whole = with(Map.of("rounds", 5.0));
    TrainingRows train = MadeRows.of(Task.REGRESSION, 1_000, 8, 55);
    assertThat(whole.bytes(Task.REGRESSION, train, train, FitLog.seed(1)))
        .isEqualTo(whole.bytes(Task.REGRESSION, train, train, FitLog.seed(2)));
  }

  /** A change of unit by a power of two changes leaves by that power and nothing else. */
  @Test
  void theUnitOfTheLabelDoesNotMatter() {
    Fixture fixture = with(Map.of("rounds", 10.0, "l1", 0.5, "gamma", 0.0));
    TrainingRows rows = MadeRows.of(Task.REGRESSION, 2_000, 5, 56);
    double[] plain = LearnerFixture.margins(fixture.model(Task.REGRESSION, rows), rows);
    Fixture free = with(Map.of("rounds", 10.0));
    double[] expected = LearnerFixture.margins(free.model(Task.REGRESSION, rows), rows);
    assertThat(plain).isNotEqualTo(expected);
    for (int power : new int[] {-60, -30, 30, 60}) {
      float[] labels = rows.labels().clone();
      for (int i = 0; i < labels.length; i++) {
        labels[i] = Math.scalb(labels[i], power);
      }
      TrainingRows scaled = MadeRows.labelled(rows, labels);
      double[] margins = LearnerFixture.margins(free.model(Task.REGRESSION, scaled), rows);
      for (int i = 0; i < margins.length; i++) {
        assertThat(margins[i]).isEqualTo(Math.scalb(expected[i], power));
      }
    }
  }

  @Test
  void betterThanAConstantOnOtherRows() {
    for (Task task : Task.values()) {
      TrainingRows train = MadeRows.of(task, 3_000, 6, 57);
      FitLog log = FitLog.threads(2);
      with(Map.of("rounds", 40.0))
          .fit(task, train, MadeRows.of(task, 3_000, 6, 58), log, Fitted::rounds);
      double first = log.told().get(0).loss();
      double last = log.told().get(log.told().size() - 1).loss();
      assertThat(last).isLessThan(0.7 * first);
    }
  }

  /** Settings reach the library: each one changes what is learned. */
  @Test
  void everySettingMatters() {
    TrainingRows train = MadeRows.of(Task.BINARY, 2_000, 6, 59);
    Map<String, Double> base = Map.of("rounds", 10.0);
    byte[] plain = bytes(train, base);
    Map<String, Double> other =
        Map.of(
            "rounds",
            9.0,
            "depth",
            3.0,
            "learning-rate",
            0.2,
            "min-child-weight",
            20.0,
            "subsample",
            0.5,
            "column-sample",
            0.5,
            "l2",
            10.0,
            "l1",
            3.0,
            "gamma",
            5.0,
            "max-bins",
            16.0);
    for (Map.Entry<String, Double> each : other.entrySet()) {
      Map<String, Double> changed = new HashMap<>(base);
      changed.put(each.getKey(), each.getValue());
      assertThat(bytes(train, changed)).as(each.getKey()).isNotEqualTo(plain);
    }
    assertThat(other).hasSize(new XGBoostProvider().settings().size() - 1);
  }

  private static byte[] bytes(TrainingRows train, Map<String, Double> settings) {
    LearnedModel model = with(settings).model(Task.BINARY, train);
    return ModelBytes.encode(model);
  }

  @Test
  void theRevisionNamesTheLibraryThatIsThere() {
    try (NativeMatrix matrix = NativeMatrix.copy(new FeatureMatrix(1, 1, new float[1]));
        NativeBooster booster = NativeBooster.open(matrix, Map.of("verbosity", 0))) {
      String json = new String(booster.saveJson(), StandardCharsets.UTF_8);
      String version = json.substring(json.indexOf("\"version\":[") + 11);
      version = version.substring(0, version.indexOf(']')).replace(',', '.');
      assertThat(new XGBoostProvider().revision()).endsWith("-" + version);
    }
  }
}

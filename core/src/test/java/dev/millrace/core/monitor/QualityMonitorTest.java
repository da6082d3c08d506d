package dev.millrace.core.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.core.evaluate.Better;
import dev.millrace.core.evaluate.CostMatrix;
import dev.millrace.core.evaluate.Estimate;
import dev.millrace.core.evaluate.Evaluation;
import dev.millrace.core.evaluate.Evaluator;
import dev.millrace.core.serve.log.LabelTarget;
import dev.millrace.core.serve.log.LogSettings;
import dev.millrace.core.serve.log.LoggedLabel;
import dev.millrace.core.serve.log.LoggedPrediction;
import dev.millrace.core.serve.log.NodeId;
import dev.millrace.core.serve.log.PredictionId;
import dev.millrace.core.serve.log.PredictionLog;
import dev.millrace.core.serve.log.RowJson;
import dev.millrace.core.serve.log.Sampling;
import dev.millrace.core.serve.log.ScoreVector;
import dev.millrace.core.serve.log.ServedVersion;
import dev.millrace.digest.Digest;
import dev.millrace.json.Json;
import dev.millrace.spi.id.Actor;
import dev.millrace.spi.id.Change;
import dev.millrace.spi.id.EnvironmentName;
import dev.millrace.spi.id.ModelName;
import dev.millrace.spi.id.NodeName;
import dev.millrace.spi.id.ProjectName;
import dev.millrace.spi.id.RunId;
import dev.millrace.spi.learn.Task;
import dev.millrace.spi.store.MonitorWindow;
import dev.millrace.spi.store.MonitorWindows;
import dev.millrace.spi.store.Registration;
import dev.millrace.spi.store.ReleaseTarget;
import dev.millrace.spi.store.Stores;
import dev.millrace.spi.store.VersionLineage;
import dev.millrace.spi.store.WindowKind;
import dev.millrace.testkit.store.MemoryStore;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QualityMonitorTest {
  private static final ProjectName PROJECT = new ProjectName("default");
  private static final ModelName TIPS = new ModelName("tips");
  private static final ReleaseTarget LIVE = ReleaseTarget.production(TIPS);
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final Actor ANN = new Actor("ann", Actor.Standing.UNVERIFIED);
  private static final long MICROS = 1_772_366_400_000_000L;

  private final Stores stores = new MemoryStore().open();
  private final MonitorWindows windows = stores.serving().windows();
  private final ExecutorService workers = Executors.newSingleThreadExecutor();

  @TempDir Path folder;

  @BeforeEach
  void registerTwoVersions() {
    for (int i = 1; i <= 2; i++) {
      Digest digest = Digest.ofBytes(new byte[] {(byte) i});
      var _ =
          stores
              .registry()
              .register(
                  new Change(PROJECT, ANN, "because", "register" + i, NOON),
                  new Registration(
                      TIPS,
                      digest,
                      new VersionLineage(
                          new RunId("0".repeat(31) + i),
                          digest,
                          digest,
                          digest,
                          "constant 1",
                          Json.members().build(),
                          1,
                          "build",
                          "25",
                          Json.members().build()),
                      List.of(),
                      Optional.empty()));
    }
  }

  @AfterEach
  void end() {
    workers.shutdownNow();
  }

  @Test
  void windowsAreClosedByRowsWithTheMetricsOfTheEvaluation() throws Exception {
    try (PredictionLog log = log("a1")) {
      for (int i = 0; i < 25; i++) {
        predict(log, i, 1, 1);
        tell(log, i, i % 2 == 0 ? "yes" : "no");
      }
    }
    monitor().tick(NOON);
    List<QualityWindow> closed = closed();
    assertThat(closed).extracting(QualityWindow::rows).containsExactly(10L, 10L);
    // Scores are 0.75 for yes and 0.25 for no, half of them wrong: by hand, from the definitions.
    double loss = -(Math.log(0.75) + Math.log(0.25)) / 2;
    assertThat(closed.getFirst().find("log_loss").orElseThrow().value())
        .isEqualTo(loss, org.assertj.core.api.Assertions.within(1e-12));
    assertThat(closed.getFirst().find("accuracy").orElseThrow().value()).isEqualTo(0.5);
    assertThat(QualityWindow.fromJson(closed.getFirst().toJson())).isEqualTo(closed.getFirst());
  }

  @Test
  void aMonitorThatStartsAgainCountsNothingTwiceAndForgetsNothing() throws Exception {
    try (PredictionLog log = log("a1")) {
      for (int i = 0; i < 25; i++) {
        predict(log, i, 1, 1);
        tell(log, i, "yes");
      }
    }
    monitor().tick(NOON);
    try (PredictionLog log = log("b1")) {
      for (int i = 25; i < 30; i++) {
        predict(log, i, 1, 1);
        tell(log, i, "yes");
      }
      for (int i = 0; i < 30; i++) {
        tell(log, i, "yes"); // all of them once more
      }
    }
    monitor().tick(NOON.plusSeconds(60));
    assertThat(closed()).extracting(QualityWindow::rows).containsExactly(10L, 10L, 10L);
    monitor().tick(NOON.plusSeconds(120));
    assertThat(closed()).hasSize(3);
  }

  @Test
  void aWindowIsClosedWhenItsTimeIsOverAndItHasTheLeastRows() throws Exception {
    try (PredictionLog log = log("a1")) {
      for (int i = 0; i < 4; i++) {
        predict(log, i, 1, 1);
        tell(log, i, "yes");
      }
      QualityMonitor monitor = monitor();
      written(log, 4);
      monitor.tick(NOON);
      monitor.tick(NOON.plus(Duration.ofHours(2)));
      assertThat(closed()).as("four are fewer than five").isEmpty();
      predict(log, 4, 1, 1);
      tell(log, 4, "no");
      written(log, 5);
      monitor.tick(NOON.plus(Duration.ofHours(3)));
      assertThat(closed()).extracting(QualityWindow::rows).containsExactly(5L);
    }
  }

  @Test
  void versionsAndSamplingProbabilitiesHaveWindowsOfTheirOwn() throws Exception {
    try (PredictionLog log = log("a1")) {
      for (int i = 0; i < 20; i++) {
        predict(log, i, 1 + i % 2, 1);
        tell(log, i, "yes");
      }
      int kept = 0;
      for (int i = 20; kept < 3; i++) {
        predict(log, i, 1, 0.5);
        tell(log, i, "yes");
        kept += new Sampling(0.5).keeps(id(i)) ? 1 : 0;
      }
    }
    monitor().tick(NOON);
    assertThat(windows()).extracting(MonitorWindow::version).containsExactlyInAnyOrder(1, 2);
    assertThat(closed()).extracting(QualityWindow::sampling).containsOnly(1.0);
  }

  @Test
  void labelsThatDoNotFitOrBecomeOthersLaterAreCounted() throws Exception {
    try (PredictionLog log = log("a1")) {
      for (int i = 0; i < 10; i++) {
        predict(log, i, 1, 1);
        tell(log, i, "yes");
      }
      tell(log, 0, "no", 2_000_000); // after its window
      predict(log, 10, 1, 1);
      tell(log, 10, "perhaps");
      for (int i = 11; i < 21; i++) {
        predict(log, i, 1, 1);
        tell(log, i, "yes");
      }
    }
    monitor().tick(NOON);
    QualityWindow second = closed().get(1);
    assertThat(second.rows()).isEqualTo(10);
    assertThat(second.late()).isEqualTo(1);
    assertThat(second.unfit()).isEqualTo(1);
  }

  private QualityMonitor monitor() {
    return new QualityMonitor(
        folder,
        QualityMonitor.Recall.NONE,
        windows,
        PROJECT,
        EnvironmentName.PRODUCTION,
        new NodeName("one"),
        new QualityMonitor.QualityBases() {
          @Override
          public Optional<QualityBasis> find(ReleaseTarget target, int version) {
            return Optional.of(new QualityBasis(evaluation(0.3, 0.28, 0.32), CostMatrix.EQUAL));
          }

          @Override
          public MonitorSettings settings(ReleaseTarget target) {
            return new MonitorSettings(
                Duration.ofHours(1),
                1_000,
                0.2,
                200,
                List.of(),
                new QualitySettings(Optional.empty(), 0.1, 5, 10));
          }
        },
        labelled -> {},
        workers);
  }

  static Evaluation evaluation(double loss, double low, double high) {
    return new Evaluation(
        "candidate",
        Task.BINARY,
        List.of("no", "yes"),
        1_000,
        0.5f,
        new Evaluator.Results(
            List.of(Estimate.of("log_loss", Better.LOWER, loss, low, high)), List.of()),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of());
  }

  private List<MonitorWindow> windows() {
    return windows.list(PROJECT, LIVE, WindowKind.QUALITY, Instant.EPOCH, 100);
  }

  private List<QualityWindow> closed() {
    return windows().stream().map(window -> QualityWindow.fromJson(window.content())).toList();
  }

  private PredictionLog log(String node) {
    return PredictionLog.open(
        folder,
        new NodeId(node),
        LogSettings.DEFAULTS,
        Sampling.EVERYTHING,
        InstantSource.fixed(NOON),
        Thread.ofPlatform().daemon().factory());
  }

  private static PredictionId id(int number) {
    return new PredictionId(MICROS + number, number * 0x9e3779b97f4a7c15L);
  }

  private static void predict(PredictionLog log, int number, int version, double sampling) {
    double score = number % 4 < 2 ? 0.75 : 0.25;
    var _ =
        log.append(
            new LoggedPrediction(
                id(number),
                MICROS + number,
                new ServedVersion(TIPS, version, 1),
                RowJson.of("{}"),
                ScoreVector.of(score),
                Optional.of("yes"),
                sampling,
                Optional.empty(),
                List.of()),
            fate -> {});
  }

  private static void tell(PredictionLog log, int number, String value) {
    tell(log, number, value, 1_000_000 + number);
  }

  private static void tell(PredictionLog log, int number, String value, long arrival) {
    var _ =
        log.labels()
            .append(
                new LoggedLabel(
                    new LabelTarget.OfPrediction(id(number)),
                    value,
                    MICROS + number,
                    MICROS + arrival,
                    ANN))
            .join();
  }

  /** Waits until a further record is acknowledged, and with it all before. */
  private static void written(PredictionLog log, int number) throws InterruptedException {
    CountDownLatch done = new CountDownLatch(1);
    var _ =
        log.append(
            new LoggedPrediction(
                new PredictionId(1, number),
                MICROS,
                new ServedVersion(new ModelName("other"), 1, 1),
                RowJson.of("{}"),
                ScoreVector.of(0.5),
                Optional.empty(),
                1,
                Optional.empty(),
                List.of()),
            fate -> done.countDown());
    done.await();
  }
}

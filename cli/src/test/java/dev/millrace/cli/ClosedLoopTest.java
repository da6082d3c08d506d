package dev.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.core.evaluate.Better;
import dev.millrace.core.evaluate.CostMatrix;
import dev.millrace.core.evaluate.Estimate;
import dev.millrace.core.evaluate.Evaluation;
import dev.millrace.core.evaluate.EvaluationJson;
import dev.millrace.core.evaluate.Evaluator;
import dev.millrace.core.monitor.DriftWatch;
import dev.millrace.core.monitor.MonitorSettings;
import dev.millrace.core.monitor.QualityMonitor;
import dev.millrace.core.monitor.QualitySettings;
import dev.millrace.core.monitor.StatedQuality;
import dev.millrace.core.release.ReleaseContents;
import dev.millrace.core.release.ReleaseEvent;
import dev.millrace.core.release.ReleaseStrategy;
import dev.millrace.core.release.Releases;
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
import dev.millrace.core.trigger.Attempt;
import dev.millrace.core.trigger.RetrainSettings;
import dev.millrace.core.trigger.RunOutcome;
import dev.millrace.core.trigger.SourceLook;
import dev.millrace.core.trigger.TrainingRun;
import dev.millrace.core.trigger.TriggerCause;
import dev.millrace.core.trigger.TriggerKeeper;
import dev.millrace.core.trigger.TriggerState;
import dev.millrace.core.trigger.Triggers;
import dev.millrace.json.CanonicalJson;
import dev.millrace.spi.id.Actor;
import dev.millrace.spi.id.EnvironmentName;
import dev.millrace.spi.id.NodeName;
import dev.millrace.spi.id.PipelineName;
import dev.millrace.spi.learn.Task;
import dev.millrace.spi.store.Evidence;
import dev.millrace.spi.store.EvidenceKind;
import dev.millrace.spi.store.ReleaseTarget;
import dev.millrace.spi.store.ServingNode;
import dev.millrace.spi.store.Stores;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From labels in the log over a window of quality to a run, with the store of a real home. */
class ClosedLoopTest {
  private static final PipelineName PIPELINE = new PipelineName(SmallModel.NAME.value());
  private static final ReleaseTarget LIVE = ReleaseTarget.production(SmallModel.NAME);
  private static final NodeName ONE = new NodeName("one");
  private static final NodeName TWO = new NodeName("two");
  private static final MonitorSettings MONITOR =
      new MonitorSettings(
          Duration.ofHours(1),
          1_000,
          0.2,
          200,
          List.of(),
          new QualitySettings(Optional.empty(), 0.1, 100, 200));
  private static final RetrainSettings DYNAMIC =
      new RetrainSettings(
          RetrainSettings.Training.DYNAMIC,
          EnumSet.of(TriggerCause.Kind.NEW_DATA, TriggerCause.Kind.QUALITY),
          Optional.empty(),
          Duration.ofHours(1),
          100,
          Duration.ofSeconds(30),
          EnvironmentName.PRODUCTION);

  private final ExecutorService workers = Executors.newSingleThreadExecutor();
  private final List<ScriptedRun> runs = new ArrayList<>();
  private OpenHome home;
  private Stores stores;
  private StatedQuality bases;
  private Instant now;
  private String source = "files";

  /** A run that ends when the test says so. */
  private static final class ScriptedRun implements TrainingRun {
    private final Attempt attempt;
    private Optional<Ended> ended = Optional.empty();
    private boolean closed;

    ScriptedRun(Attempt attempt) {
      this.attempt = attempt;
    }

    @Override
    public Optional<Ended> poll() {
      return ended;
    }

    @Override
    public void close() {
      closed = true;
    }
  }

  @BeforeEach
  void aVersionIsLive(@TempDir Path folder) {
    Path place = folder.resolve("home");
    SmallModel.register(place);
    home = OpenHome.open(place);
    stores = home.store().stores();
    now = home.clock().instant();
    var version = stores.registryQueries().loadVersion(Users.PROJECT, SmallModel.NAME, 1);
    Evaluation evaluation =
        new Evaluation(
            "candidate",
            Task.BINARY,
            List.of("no", "yes"),
            1_000,
            0.5f,
            new Evaluator.Results(
                List.of(Estimate.of("log_loss", Better.LOWER, 0.3, 0.28, 0.32)), List.of()),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of());
    var _ =
        stores
            .evidence()
            .append(
                Users.change("evaluated", now),
                new Evidence(
                    version.scorer(),
                    new EvidenceKind("evaluation"),
                    home.store().blobs().put(CanonicalJson.bytes(EvaluationJson.of(evaluation)))));
    var _ =
        new Releases(stores, home.store().blobs())
            .apply(
                Users.change("go", now),
                LIVE,
                new ReleaseEvent.Propose(
                    "first",
                    ReleaseContents.of(stores, Users.PROJECT, version),
                    ReleaseStrategy.IMMEDIATE,
                    new TreeSet<>()));
    bases =
        new StatedQuality(
            stores, home.store().blobs(), Users.PROJECT, any -> MONITOR, any -> CostMatrix.EQUAL);
  }

  @AfterEach
  void close() {
    workers.shutdownNow();
    home.close();
  }

  @Test
  void fallingQualityLeadsToOneRunAndItsEndToARest() {
    TriggerKeeper keeper = keeper(ONE);
    keeper.tick(now);
    assertThat(runs).as("new data, since no run is known").hasSize(1);
    end(keeper, RunOutcome.GATE_REFUSED);
    labelled(0, 200, "no");
    quality().tick(now);
    later(keeper, Duration.ofHours(2));
    assertThat(state().causes()).containsOnlyKeys(TriggerCause.Kind.QUALITY);
    assertThat(state().decision()).contains("the data is that of the last run");
    source = "more files";
    later(keeper, Duration.ofSeconds(1));
    assertThat(runs).hasSize(2);
    assertThat(runs.get(1).attempt.reason()).startsWith("new-data, quality (version 1: log_loss");
    end(keeper, RunOutcome.DONE);
    later(keeper, Duration.ofMinutes(30));
    assertThat(runs).hasSize(2);
  }

  @Test
  void goodAnswersLeadToNothing() {
    TriggerKeeper keeper = keeper(ONE);
    keeper.tick(now);
    end(keeper, RunOutcome.DONE);
    labelled(0, 400, "yes");
    quality().tick(now);
    later(keeper, Duration.ofHours(2));
    assertThat(state().causes()).isEmpty();
    assertThat(runs).hasSize(1);
  }

  @Test
  void aServerThatComesAfterAKilledOneFindsItsRunLostAndTriesAgain() {
    stores.serving().nodes().beat(new ServingNode(ONE, EnvironmentName.PRODUCTION, now, now, ""));
    keeper(ONE).tick(now);
    TriggerKeeper next = keeper(TWO);
    later(next, Duration.ofSeconds(5));
    assertThat(state().running()).as("its server was heard of just now").isPresent();
    later(next, Duration.ofSeconds(20));
    assertThat(state().failures()).isEqualTo(1);
    later(next, Duration.ofSeconds(31));
    assertThat(runs).hasSize(2);
    assertThat(state().running().orElseThrow().node()).isEqualTo(TWO);
  }

  @Test
  void aServerThatWasTakenForGoneEndsItsRun() {
    TriggerKeeper asleep = keeper(ONE);
    asleep.tick(now);
    TriggerKeeper other = keeper(TWO);
    later(other, Duration.ofMinutes(1));
    later(asleep, Duration.ofSeconds(1));
    assertThat(runs.getFirst().closed).isTrue();
    assertThat(runs).hasSize(1);
  }

  @Test
  void aRunThatDiesIsTriedAgainAfterAWhile() {
    TriggerKeeper keeper = keeper(ONE);
    keeper.tick(now);
    runs.getFirst().ended =
        Optional.of(new TrainingRun.Ended(Optional.empty(), "its process ended with 137"));
    later(keeper, Duration.ofSeconds(1));
    assertThat(state().failures()).isEqualTo(1);
    assertThat(state().decision()).contains("failed 1 times");
    later(keeper, Duration.ofSeconds(29));
    assertThat(runs).hasSize(1);
    later(keeper, Duration.ofSeconds(2));
    assertThat(runs).hasSize(2);
  }

  private void later(TriggerKeeper keeper, Duration time) {
    now = now.plus(time);
    keeper.tick(now);
  }

  private void end(TriggerKeeper keeper, RunOutcome outcome) {
    runs.getLast().ended = Optional.of(new TrainingRun.Ended(Optional.of(outcome), ""));
    later(keeper, Duration.ofSeconds(1));
    assertThat(runs.getLast().closed).isTrue();
  }

  private TriggerState state() {
    return new Triggers(stores.serving().machines()).find(Users.PROJECT, PIPELINE).orElseThrow();
  }

  private TriggerKeeper keeper(NodeName node) {
    return new TriggerKeeper(
        new TriggerKeeper.Surroundings(
            stores,
            Users.PROJECT,
            node,
            new DriftWatch(stores.serving().windows(), home.store().blobs(), Users.PROJECT),
            bases,
            () -> Optional.of(new SourceLook(source, "")),
            () -> 0,
            attempt -> {
              ScriptedRun run = new ScriptedRun(attempt);
              runs.add(run);
              return run;
            }),
        PIPELINE,
        LIVE,
        DYNAMIC,
        MONITOR);
  }

  private Path log() {
    return home.home().log().resolve("predictions");
  }

  private QualityMonitor quality() {
    return new QualityMonitor(
        log(),
        QualityMonitor.Recall.NONE,
        stores.serving().windows(),
        Users.PROJECT,
        EnvironmentName.PRODUCTION,
        ONE,
        bases,
        labelled -> {},
        workers);
  }

  /** Predictions that say yes with certainty, and what was true. */
  private void labelled(int from, int to, String truth) {
    try (PredictionLog log =
        PredictionLog.open(
            log(),
            new NodeId("log" + from),
            LogSettings.DEFAULTS,
            Sampling.EVERYTHING,
            home.clock(),
            Thread.ofPlatform().daemon().factory())) {
      long micros = 1_772_366_400_000_000L;
      for (int i = from; i < to; i++) {
        PredictionId id = new PredictionId(micros + i, i);
        var _ =
            log.append(
                new LoggedPrediction(
                    id,
                    micros + i,
                    new ServedVersion(SmallModel.NAME, 1, 1),
                    RowJson.of("{\"x\":1,\"kind\":\"ok\"}"),
                    ScoreVector.of(0.9),
                    Optional.of("yes"),
                    1,
                    Optional.empty(),
                    List.of()),
                fate -> {});
        var _ =
            log.labels()
                .append(
                    new LoggedLabel(
                        new LabelTarget.OfPrediction(id),
                        truth,
                        micros + i,
                        micros + 1_000_000 + i,
                        new Actor("billing", Actor.Standing.UNVERIFIED)));
      }
    }
  }
}

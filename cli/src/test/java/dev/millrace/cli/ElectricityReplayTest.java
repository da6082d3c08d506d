package dev.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.core.serve.compact.LoggedTables;
import dev.millrace.core.serve.log.LabelTarget;
import dev.millrace.core.serve.log.LogOffsets;
import dev.millrace.core.serve.log.LogReader;
import dev.millrace.core.serve.log.LoggedLabel;
import dev.millrace.core.serve.log.LoggedPrediction;
import dev.millrace.core.serve.log.RecordSink;
import dev.millrace.duckdb.DuckDb;
import dev.millrace.json.JsonObject;
import dev.millrace.spi.store.ChainCheck;
import dev.millrace.spi.store.ReleaseEpoch;
import dev.millrace.store.Home;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A stream whose rules change, through a real server: what the whole loop is for. */
@Tag("process")
@Tag("long")
@Tag("data")
final class ElectricityReplayTest {
  private static final Replay.Mischief NONE = (replay, sent) -> {};

  /** Enough rows for drift, a run and a while after it. */
  private static final int SHORT = 12_000;

  @TempDir Path folder;

  @Test
  void driftLeadsToModelsThatAreBetterThanTheFirst() throws Exception {
    Electricity data = Electricity.inOrder();
    try (Replay replay = Replay.of(data, folder)) {
      replay.play(NONE);
      assertThat(replay.server().stop()).isEqualTo(143);
      requireWhole(replay, data);
      List<Double> first = replay.firstModelsScores();
      List<Double> served = replay.answers().stream().map(Replay.Answer::score).toList();
      for (int i = 0; i < served.size() && replay.answers().get(i).version() == 1; i++) {
        assertThat(served.get(i))
            .as("row %d, one by one and in a batch", i)
            .isEqualTo(first.get(i));
      }
      double retrained = data.auc(Replay.LEARNED, served);
      double fixed = data.auc(Replay.LEARNED, first);
      System.out.printf(
          Locale.ROOT,
          "electricity, %d rows: AUC as served %.4f, of the first model %.4f; versions %s%n",
          served.size(),
          retrained,
          fixed,
          versions(replay));
      assertThat(replay.decisions()).anyMatch(event -> what(event).equals("drift"));
      assertThat(replay.live()).isGreaterThan(1);
      assertThat(retrained).isGreaterThan(fixed);
    }
  }

  @Test
  void nothingIsRunForRowsInNoOrder() throws Exception {
    Electricity data = Electricity.inOrder().shuffled(20261125);
    try (Replay replay = Replay.of(data, folder)) {
      replay.play(NONE);
      assertThat(replay.server().stop()).isEqualTo(143);
      requireWhole(replay, data);
      assertThat(replay.trigger().attempts()).as("runs: " + words(replay)).isZero();
      assertThat(replay.decisions()).noneMatch(event -> what(event).equals("drift"));
      assertThat(replay.live()).isEqualTo(1);
    }
  }

  /** Who is killed. */
  enum Victim {
    SERVER,
    TRAINER,
    RUN,
    BOTH
  }

  @ParameterizedTest
  @EnumSource(Victim.class)
  void aKillChangesNothingOfHowItEnds(Victim victim) throws Exception {
    Electricity data = Electricity.inOrder().first(SHORT);
    try (Replay replay = Replay.of(data, folder)) {
      Killer killer = new Killer(victim);
      replay.play(killer);
      Replay.await("a version is promoted", () -> replay.live() > 1 && !replay.isUnderWay());
      assertThat(killer.killed).as("there was something to kill").isTrue();
      assertThat(replay.server().stop()).isEqualTo(143);
      requireWhole(replay, data);
      assertThat(replay.trigger().failures()).isZero();
      if (victim != Victim.SERVER) {
        assertThat(replay.trigger().attempts()).as(words(replay)).isGreaterThan(1);
      }
    }
  }

  /** Kills once: a server in the middle of a request, others in the middle of training. */
  private static final class Killer implements Replay.Mischief {
    private final Victim victim;
    private boolean killed;

    Killer(Victim victim) {
      this.victim = victim;
    }

    @Override
    public void between(Replay replay, int sent) throws IOException, InterruptedException {
      if (killed) {
        return;
      }
      ServedProcess server = replay.server();
      if (victim == Victim.SERVER) {
        if (sent >= 3_000) {
          killed = true;
          var _ = CompletableFuture.runAsync(() -> kill(server));
        }
        return;
      }
      while (replay.trigger().running().isPresent()) {
        var trainer = server.trainer();
        if (trainer.isEmpty()) {
          Thread.onSpinWait();
          continue;
        }
        killed =
            victim == Victim.RUN
                ? server.run().orElseThrow().destroyForcibly()
                : trainer.get().destroyForcibly();
        if (victim == Victim.BOTH) {
          server.kill();
          replay.startAgain();
        }
        return;
      }
    }

    private static void kill(ServedProcess server) {
      try {
        server.kill();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** What must hold however often which process was killed. */
  private static void requireWhole(Replay replay, Electricity data) throws IOException {
    Path log = replay.home().resolve("log").resolve("predictions");
    List<ReleaseEpoch> epochs =
        replay.stores().serving().releases().list(Users.PROJECT, Replay.LIVE, 1_000).reversed();
    for (int i = 0; i < epochs.size(); i++) {
      assertThat(epochs.get(i).number()).isEqualTo(i + 1);
    }
    Map<String, Replay.Answer> logged = new HashMap<>();
    RecordSink<LoggedPrediction> prediction =
        (made, node, sequence) ->
            logged.put(
                made.id().text(),
                new Replay.Answer(
                    made.id().text(),
                    made.scores().at(made.scores().size() - 1),
                    made.served().version(),
                    made.served().epoch()));
    Map<String, String> labels = new HashMap<>();
    RecordSink<LoggedLabel> label =
        (told, node, sequence) -> {
          if (told.target() instanceof LabelTarget.OfPrediction of) {
            labels.put(of.id().text(), told.value());
          }
        };
    assertThat(LogReader.predictions(log).read(LogOffsets.START, prediction).damages()).isEmpty();
    assertThat(LogReader.labels(log).read(LogOffsets.START, label).damages()).isEmpty();
    // The server compacts while it serves: what is in no segment is in a compacted set.
    Home home = Home.open(replay.home());
    try (DuckDb engine = OpenHome.openEngine(home, replay.store(), 1, List.of(home.log()))) {
      LoggedTables compacted = new LoggedTables(log, engine, engine);
      compacted.compactedPredictions(Long.MAX_VALUE, prediction);
      compacted.compactedLabels(Long.MAX_VALUE, label);
    }
    for (int i = 0; i < replay.answers().size(); i++) {
      Replay.Answer answer = replay.answers().get(i);
      assertThat(logged).as("row %d", i).containsEntry(answer.id(), answer);
      assertThat(labels).as("row %d", i).containsEntry(answer.id(), data.label(Replay.LEARNED + i));
      assertThat(epochs.get((int) answer.epoch() - 1).routes().routes())
          .as("row %d", i)
          .anyMatch(route -> route.content().version() == answer.version());
    }
    assertThat(replay.store().checkIntegrity()).isEmpty();
    assertThat(replay.stores().events().verify()).isInstanceOf(ChainCheck.Whole.class);
  }

  private static String what(dev.millrace.spi.store.Event event) {
    return JsonObject.of(event.draft().detail()).text("what");
  }

  private static String words(Replay replay) {
    return replay.decisions().stream()
        .map(
            event ->
                event.change().at()
                    + " "
                    + dev.millrace.json.CanonicalJson.text(event.draft().detail()))
        .collect(Collectors.joining("\n"));
  }

  private static Map<Integer, Long> versions(Replay replay) {
    return replay.answers().stream()
        .collect(
            Collectors.groupingBy(Replay.Answer::version, TreeMap::new, Collectors.counting()));
  }
}

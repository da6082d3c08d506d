package dev.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.core.release.ReleaseState;
import dev.millrace.core.release.Releases;
import dev.millrace.core.trigger.TriggerState;
import dev.millrace.core.trigger.Triggers;
import dev.millrace.json.Json;
import dev.millrace.json.JsonObject;
import dev.millrace.json.JsonReader;
import dev.millrace.spi.id.ModelName;
import dev.millrace.spi.id.PipelineName;
import dev.millrace.spi.store.Checkpoints;
import dev.millrace.spi.store.Event;
import dev.millrace.spi.store.ReleaseTarget;
import dev.millrace.spi.store.Stores;
import dev.millrace.store.Home;
import dev.millrace.store.LocalStore;
import dev.millrace.store.sqlite.SqliteSettings;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * A client that sends rows to a served model in their order, and what came true of them 500 rows
 * later. It waits while a run is on, as rows that come twice an hour would, and starts the server
 * again when it was killed.
 */
final class Replay implements AutoCloseable {
  /** Rows the first model learns from; the others are sent. */
  static final int LEARNED = 2_000;

  static final PipelineName PIPELINE = new PipelineName("elec");
  static final ReleaseTarget LIVE = ReleaseTarget.production(new ModelName("elec"));
  private static final int BATCH = 100;
  private static final int LATE = 500;
  private static final Duration BATCH_EVERY = Duration.ofMillis(100);
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private static final String YAML =
      """
      name: elec
      source: { files: base.csv, predictions: labelled }
      label: { column: class }
      features:
        period: [log1p]
        nswprice: [log1p]
        nswdemand: [log1p]
        vicprice: [log1p]
        vicdemand: [log1p]
        transfer: [log1p]
        rest: drop
      split: { by: hash, train: 70%, validation: 15%, test: 15% }
      train: { learner: xgboost, rounds: 100 }
      evaluate: { bootstrap: 100 }
      gate: [auc >= 0.6]
      release: { strategy: immediate, bake: 2s, min-requests: 10 }
      monitor:
        window: 1h
        window-rows: 1000
        least-rows: 1000
        psi: 0.25
        quality: { worse-by: 20%, least-rows: 500, window-rows: 1000 }
      training: dynamic
      retrain: { on: [drift, quality], cooldown: 3s, least-new-rows: 4000, back-off: 2s }
      """;

  /** An answer that was given: it must never be lost. */
  record Answer(String id, double score, int version, long epoch) {}

  /**
   * Something that is done to the processes now and then; while it is not over it is asked again.
   */
  interface Mischief {
    void between(Replay replay, int sent) throws IOException, InterruptedException;
  }

  private final Electricity data;
  private final Path home;
  private final Path pipeline;
  private final LocalStore store;
  private final List<Answer> answers = new ArrayList<>();
  private ServedProcess server;
  private int labelled;
  private long nextBatch = System.nanoTime();

  private Replay(Electricity data, Path home, Path pipeline) throws IOException {
    this.data = data;
    this.home = home;
    this.pipeline = pipeline;
    this.store =
        LocalStore.open(
            Home.open(home), SqliteSettings.DEFAULTS, InstantSource.system(), Checkpoints.NONE);
    this.server = ServedProcess.start(home, pipeline);
  }

  /** Learns from the first rows and serves what came of it. */
  static Replay of(Electricity data, Path folder) throws IOException {
    Path home = folder.resolve("home");
    data.write(folder.resolve("base.csv"), 0, LEARNED);
    Path pipeline = Files.writeString(folder.resolve("pipeline.yaml"), YAML);
    SpokenCommand run =
        SpokenCommand.run("run", pipeline.toString(), "--home", home.toString(), "--json");
    assertThat(run.code()).as(run.out() + run.err()).isZero();
    Files.writeString(home.resolve("server.yaml"), "log: { segment-age: 2s }\n");
    return new Replay(data, home, pipeline);
  }

  /** Sends all rows that were not learned from, and all labels. */
  void play(Mischief mischief) throws IOException, InterruptedException {
    for (int at = LEARNED; at < data.rows().size(); at += BATCH) {
      int to = Math.min(at + BATCH, data.rows().size());
      predict(at, to);
      label(answers.size() - LATE);
      mischief.between(this, answers.size());
      await("the run under way ends", () -> !isUnderWay());
      nextBatch += BATCH_EVERY.toNanos();
      LockSupport.parkNanos(nextBatch - System.nanoTime());
      nextBatch = Math.max(nextBatch, System.nanoTime() - BATCH_EVERY.toNanos());
    }
    label(answers.size());
  }

  private void predict(int from, int to) throws IOException, InterruptedException {
    StringBuilder body = new StringBuilder("{\"rows\":[");
    for (int row = from; row < to; row++) {
      body.append(row == from ? "" : ",").append(data.json(row));
    }
    JsonObject said = send("/api/v1/models/elec/predict", body.append("]}").toString());
    for (Json item : said.items("predictions")) {
      JsonObject one = JsonObject.of(item);
      answers.add(
          new Answer(
              one.text("id"), one.real("score"), said.integer("version"), said.whole("epoch")));
    }
    assertThat(answers).hasSize(to - LEARNED);
  }

  private void label(int to) throws IOException, InterruptedException {
    if (to <= labelled) {
      return;
    }
    StringBuilder body = new StringBuilder("{\"labels\":[");
    for (int i = labelled; i < to; i++) {
      body.append(i == labelled ? "" : ",")
          .append("{\"prediction\":\"")
          .append(answers.get(i).id())
          .append("\",\"value\":")
          .append(data.label(LEARNED + i))
          .append('}');
    }
    assertThat(send("/api/v1/feedback", body.append("]}").toString()).whole("accepted"))
        .isEqualTo(to - labelled);
    labelled = to;
  }

  /** What was not answered is asked again, of the next server when this one was killed. */
  private JsonObject send(String path, String body) throws IOException, InterruptedException {
    while (true) {
      try {
        HttpResponse<String> answer = server.post(path, body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JsonObject.of(JsonReader.read(answer.body().getBytes(StandardCharsets.UTF_8)));
      } catch (IOException e) {
        ServedProcess gone = server;
        await("nothing but a kill breaks a connection: " + e, () -> !gone.isAlive());
        startAgain();
      }
    }
  }

  void startAgain() throws IOException {
    server.close();
    server = ServedProcess.start(home, pipeline);
  }

  ServedProcess server() {
    return server;
  }

  /** Waits, for minutes if need be. */
  static void await(String what, BooleanSupplier condition) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("waiting for: " + what).isLessThan(end);
      LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
    }
  }

  /** Whether a run, or the release it led to, is on its way. */
  boolean isUnderWay() {
    ReleaseState release = Releases.find(stores(), Users.PROJECT, LIVE);
    return trigger().running().isPresent()
        || release.rollout().filter(rollout -> !rollout.isWhole()).isPresent();
  }

  int live() {
    return Releases.find(stores(), Users.PROJECT, LIVE).live().orElseThrow().version();
  }

  /** Where the trigger stands; a server that has just begun may not have looked yet. */
  TriggerState trigger() {
    return new Triggers(stores().serving().machines())
        .find(Users.PROJECT, PIPELINE)
        .orElseGet(() -> TriggerState.begun(InstantSource.system().instant()));
  }

  /** What was decided, newest first. */
  List<Event> decisions() {
    return new NewestEvents(stores().events()).ofSubject(Triggers.id(PIPELINE).toString(), 10_000);
  }

  Stores stores() {
    return store.stores();
  }

  LocalStore store() {
    return store;
  }

  Path home() {
    return home;
  }

  List<Answer> answers() {
    return List.copyOf(answers);
  }

  /** The same rows scored by the model that was learned first, as a batch. */
  List<Double> firstModelsScores() throws IOException {
    Path rows = home.resolveSibling("sent.csv");
    Path scores = home.resolveSibling("scores.csv");
    data.write(rows, LEARNED, data.rows().size());
    SpokenCommand predict =
        SpokenCommand.run(
            "predict",
            "elec",
            "--home",
            home.toString(),
            "--model-version",
            "1",
            "--input",
            rows.toString(),
            "--output",
            scores.toString());
    assertThat(predict.code()).as(predict.err()).isZero();
    List<String> lines = Files.readAllLines(scores);
    int column = List.of(lines.getFirst().split(",", -1)).indexOf("p(1)");
    return lines.stream()
        .skip(1)
        .map(line -> Double.parseDouble(line.split(",", -1)[column]))
        .toList();
  }

  @Override
  public void close() throws IOException {
    try (store) {
      server.close();
    }
  }
}

package dev.millrace.cli;

import dev.millrace.core.monitor.DriftFinding;
import dev.millrace.core.monitor.DriftReport;
import dev.millrace.core.monitor.DriftWatch;
import dev.millrace.core.monitor.MonitorSettings;
import dev.millrace.core.release.Releases;
import dev.millrace.core.trigger.Attempt;
import dev.millrace.core.trigger.TriggerCause;
import dev.millrace.core.trigger.TriggerState;
import dev.millrace.core.trigger.Triggers;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.MillraceException;
import dev.millrace.error.Problem;
import dev.millrace.json.CanonicalJson;
import dev.millrace.json.Json;
import dev.millrace.json.JsonObject;
import dev.millrace.json.JsonReader;
import dev.millrace.spi.id.ModelName;
import dev.millrace.spi.id.PipelineName;
import dev.millrace.spi.store.ReleaseContent;
import dev.millrace.spi.store.ReleaseTarget;
import dev.millrace.spi.store.Stores;
import dev.millrace.spi.store.WindowKind;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** A caller of the demo's server, who also reads what was found and decided. */
final class DemoClient implements AutoCloseable {
  private static final PipelineName PIPELINE = new PipelineName("taxi");
  private static final ReleaseTarget LIVE = ReleaseTarget.production(new ModelName("taxi"));
  private static final String PREDICT = "/api/v1/models/taxi/predict";
  private static final int BATCH = 100;
  private static final int NAMED = 3;
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final Duration LOOK = Duration.ofMillis(50);

  private final URI address;
  private final Stores stores;
  private final Duration patience;
  private final HttpClient client = HttpClient.newHttpClient();

  DemoClient(URI address, Stores stores) {
    this(address, stores, PATIENCE);
  }

  /** A caller who waits so long for each answer. */
  DemoClient(URI address, Stores stores, Duration patience) {
    this.patience = patience;
    this.address = address;
    this.stores = stores;
  }

  /** Sends rows in batches; gives in words what came of it. */
  String send(List<Json> rows) throws IOException, InterruptedException {
    int yes = 0;
    int answered = 0;
    long begun = System.nanoTime();
    for (int from = 0; from < rows.size(); from += BATCH) {
      JsonObject answer = predict(rows.subList(from, Math.min(from + BATCH, rows.size())));
      for (Json prediction : answer.items("predictions")) {
        answered++;
        yes += JsonObject.of(prediction).text("decision").equals("true") ? 1 : 0;
      }
    }
    return String.format(
        Locale.ROOT,
        "answered in %.1f s, a big tip is expected for %.1f%%",
        (System.nanoTime() - begun) / 1e9,
        100.0 * yes / answered);
  }

  private JsonObject predict(List<Json> rows) throws IOException, InterruptedException {
    return post(PREDICT, Json.members().put("rows", rows).build());
  }

  /** Asks for one row; gives in words who answered. */
  String ask(Json row) throws IOException, InterruptedException {
    JsonObject answer = predict(List.of(row));
    return String.format(
        Locale.ROOT,
        "version %d answers now (epoch %d): score %.3f",
        answer.integer("version"),
        answer.whole("epoch"),
        JsonObject.of(answer.items("predictions").getFirst()).real("score"));
  }

  /** Takes the release back, and waits until the answers are of the version before. */
  String rollBack(Json row) throws IOException, InterruptedException {
    long epoch = predict(List.of(row)).whole("epoch");
    long begun = System.nanoTime();
    JsonObject back =
        post(
            "/api/v1/releases/taxi/production/rollback",
            Json.members().put("reason", "rehearsal").put("epoch", epoch).build());
    JsonObject answer = predict(List.of(row));
    while (answer.whole("epoch") < back.whole("epoch")) {
      LockSupport.parkNanos(LOOK.toNanos() / 10);
      answer = predict(List.of(row));
    }
    return String.format(
        Locale.ROOT,
        "%s; %.2f s later version %d answers (epoch %d)",
        back.text("why"),
        (System.nanoTime() - begun) / 1e9,
        answer.integer("version"),
        answer.whole("epoch"));
  }

  /** Waits until traffic is counted, so that what is sent next is counted by itself. */
  void awaitWindow() {
    var _ =
        await(
            "a window of traffic is closed",
            () ->
                stores
                    .serving()
                    .windows()
                    .list(Users.PROJECT, LIVE, WindowKind.TRAFFIC, Instant.EPOCH, 1)
                    .stream()
                    .findFirst());
  }

  /** The columns that drifted most, in words. */
  List<String> awaitDrift(OpenHome home, MonitorSettings settings) {
    DriftWatch watch =
        new DriftWatch(stores.serving().windows(), home.store().blobs(), Users.PROJECT);
    ReleaseContent live = Releases.find(stores, Users.PROJECT, LIVE).live().orElseThrow();
    DriftReport report =
        await(
            "the window of traffic is closed",
            () ->
                watch
                    .find(LIVE, live, settings, Instant.EPOCH)
                    .filter(found -> !found.drifted(settings).isEmpty()));
    return report.drifted(settings).stream()
        .sorted((a, b) -> Double.compare(b.psi(), a.psi()))
        .limit(NAMED)
        .map(DemoClient::words)
        .toList();
  }

  private static String words(DriftFinding finding) {
    return String.format(
        Locale.ROOT,
        "%s: population stability index %.2f in %,d rows, %.2f is allowed",
        finding.column(),
        finding.psi(),
        finding.rows(),
        finding.limit());
  }

  /** What is decided about the drift. */
  String awaitDecision() {
    return await(
            "the trigger sees the drift",
            () ->
                trigger()
                    .filter(state -> state.causes().containsKey(TriggerCause.Kind.DRIFT))
                    // Before that it waits for its first look at the files.
                    .filter(state -> !state.source().isEmpty())
                    .filter(state -> state.decision().contains("last run")))
        .decision();
  }

  /** The run that is started. */
  String awaitRun() {
    Attempt attempt = await("a run is started", () -> trigger().flatMap(TriggerState::running));
    return "run " + attempt.number() + " because of " + attempt.reason();
  }

  /** Waits until a run is over and this version live. */
  String awaitVersion(int version) {
    var _ =
        await(
            "version " + version + " is live",
            () ->
                trigger().filter(state -> state.running().isEmpty()).isEmpty()
                    ? Optional.empty()
                    : Releases.find(stores, Users.PROJECT, LIVE)
                        .live()
                        .filter(live -> live.version() == version));
    return "version " + version;
  }

  private Optional<TriggerState> trigger() {
    return new Triggers(stores.serving().machines()).find(Users.PROJECT, PIPELINE);
  }

  private static <T> T await(String what, Supplier<Optional<T>> look) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      Optional<T> found = look.get();
      if (found.isPresent()) {
        return found.get();
      }
      if (System.nanoTime() > end) {
        throw new MillraceException(tooSlow(what, PATIENCE));
      }
      LockSupport.parkNanos(LOOK.toNanos());
    }
  }

  private static Problem tooSlow(String what, Duration waited) {
    return Problem.of(ErrorCode.ANSWER_TOO_SLOW, "the demo waited in vain: " + what)
        .found(waited.toMillis() / 1e3 + " s")
        .next("Run it again on a machine that is less busy; see log/millrace.log of its home.");
  }

  private JsonObject post(String path, Json body) throws IOException, InterruptedException {
    HttpResponse<byte[]> answer;
    try {
      answer =
          client.send(
              HttpRequest.newBuilder(address.resolve(path))
                  .timeout(patience)
                  .header("Content-Type", "application/json")
                  .POST(BodyPublishers.ofByteArray(CanonicalJson.bytes(body)))
                  .build(),
              BodyHandlers.ofByteArray());
    } catch (HttpTimeoutException e) {
      throw new MillraceException(tooSlow("an answer of " + path, patience), e);
    }
    if (answer.statusCode() != 200) {
      throw new IOException(
          answer.statusCode() + " " + new String(answer.body(), StandardCharsets.UTF_8));
    }
    return JsonObject.of(JsonReader.read(answer.body()));
  }

  @Override
  public void close() {
    client.close();
  }
}

package dev.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.core.release.ReleaseContents;
import dev.millrace.core.release.ReleaseEvent;
import dev.millrace.core.release.ReleaseState;
import dev.millrace.core.release.ReleaseStrategy;
import dev.millrace.core.release.Releases;
import dev.millrace.core.release.Servers;
import dev.millrace.json.Json;
import dev.millrace.json.JsonObject;
import dev.millrace.json.JsonReader;
import dev.millrace.spi.id.Change;
import dev.millrace.spi.id.EnvironmentName;
import dev.millrace.spi.id.NodeName;
import dev.millrace.spi.id.RunId;
import dev.millrace.spi.store.ModelVersion;
import dev.millrace.spi.store.Registration;
import dev.millrace.spi.store.ReleaseTarget;
import dev.millrace.spi.store.Stores;
import dev.millrace.spi.store.VersionLineage;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** A home with a small model and a server of it in this process. */
final class LiveHome implements AutoCloseable {
  static final ReleaseTarget LIVE = ReleaseTarget.production(SmallModel.NAME);

  /** No lame duck: nobody else looks for this server. */
  private static final String SETTINGS =
      "server: { port: 0, stop: { lame-duck: 0s, finish: 10s } }\n";

  private final OpenHome home;
  private final Serving serving;
  private final HttpClient client = HttpClient.newHttpClient();

  private LiveHome(OpenHome home, Serving serving) {
    this.home = home;
    this.serving = serving;
  }

  /** Serves the small model, registered as version 1. */
  static LiveHome start(Path folder) {
    SmallModel.register(folder);
    return again(folder, "");
  }

  /** Serves a home that is there; {@code more} is more of the settings. */
  static LiveHome again(Path folder, String more) {
    return again(folder, more, EnvironmentName.PRODUCTION);
  }

  /** The same in an environment. */
  static LiveHome again(Path folder, String more, EnvironmentName environment) {
    OpenHome home = OpenHome.open(folder);
    try {
      return new LiveHome(
          home,
          Serving.start(
              home,
              ServeConfig.read("server.yaml", SETTINGS + more),
              environment,
              java.util.List.of()));
    } catch (RuntimeException e) {
      home.close();
      throw e;
    }
  }

  OpenHome home() {
    return home;
  }

  NodeName node() {
    return serving.node();
  }

  /** Waits until this server answers with a version of a target. */
  void awaitServed(ReleaseTarget target, int version) {
    while (!isServed(target, version)) {
      LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
    }
  }

  private boolean isServed(ReleaseTarget target, int version) {
    ReleaseState state = Releases.find(stores(), Users.PROJECT, target);
    return state.live().filter(content -> content.version() == version).isPresent()
        && stores().serving().releases().served(Users.PROJECT, target, state.epoch()).stream()
            .anyMatch(served -> served.node().equals(node()));
  }

  Stores stores() {
    return home.store().stores();
  }

  URI address() {
    return serving.address();
  }

  int grpcPort() {
    return serving.grpcPort().orElseThrow();
  }

  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(address().resolve(path)).build(), BodyHandlers.ofString());
  }

  HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
    return client.send(request(path, body), BodyHandlers.ofString());
  }

  HttpRequest request(String path, String body) {
    return HttpRequest.newBuilder(address().resolve(path))
        .timeout(Duration.ofSeconds(60))
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString(body))
        .build();
  }

  HttpResponse<String> predict(String rows) throws IOException, InterruptedException {
    return post("/api/v1/models/small/predict", rows);
  }

  static JsonObject json(HttpResponse<String> response) {
    return JsonObject.of(
        JsonReader.read(response.body().getBytes(java.nio.charset.StandardCharsets.UTF_8)));
  }

  /** Registers the same scorer as another version. */
  ModelVersion registerAgain(int run) {
    ModelVersion first = stores().registryQueries().loadVersion(Users.PROJECT, SmallModel.NAME, 1);
    VersionLineage old = first.lineage();
    return stores()
        .registry()
        .register(
            change("register " + run),
            new Registration(
                SmallModel.NAME,
                first.scorer(),
                new VersionLineage(
                    new RunId(String.format(Locale.ROOT, "%032x", run + 100)),
                    old.cut(),
                    old.schema(),
                    old.plan(),
                    old.learner(),
                    Json.members().build(),
                    old.seed(),
                    old.revision(),
                    old.jdk(),
                    old.libraries()),
                first.metrics(),
                Optional.empty()));
  }

  /** Proposes a version; the servers that are there prepare it. */
  void propose(int version, ReleaseStrategy strategy) {
    Change change = change("propose " + version);
    var _ =
        new Releases(stores(), home.store().blobs())
            .apply(
                change,
                LIVE,
                new ReleaseEvent.Propose(
                    change.key(),
                    ReleaseContents.of(
                        stores(),
                        Users.PROJECT,
                        stores()
                            .registryQueries()
                            .loadVersion(Users.PROJECT, SmallModel.NAME, version)),
                    strategy,
                    Servers.listening(
                        stores().serving().nodes(), EnvironmentName.PRODUCTION, change.at())));
  }

  Change change(String what) {
    Instant now = home.clock().instant();
    return Users.change(what, now);
  }

  @Override
  public void close() {
    try (home;
        serving) {
      // The server first.
    }
  }

  /** The body of an answer of this status. */
  JsonObject get(String path, int status) throws IOException, InterruptedException {
    HttpResponse<String> response = get(path);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    return json(response);
  }

  /** The same; one that refuses says why, and nothing of the program. */
  JsonObject post(String path, String body, int status) throws IOException, InterruptedException {
    HttpResponse<String> response = post(path, body);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    JsonObject said = json(response);
    if (status >= 400) {
      assertThat(said.text("error")).isNotEmpty();
      assertThat(response.body()).doesNotContain("Exception", "dev.millrace");
    }
    return said;
  }
}

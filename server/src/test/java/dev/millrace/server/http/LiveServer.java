package dev.millrace.server.http;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** A server at a free port with a client, and a time that passes when the test says so. */
public final class LiveServer implements AutoCloseable {
  static final Instant TODAY = Instant.parse("2026-03-01T12:00:00Z");

  final AtomicLong nanos = new AtomicLong(1);
  final Readiness readiness = new Readiness();
  final ServerMetrics metrics = new ServerMetrics();
  final Server server;
  final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  LiveServer(ServerConfig config, List<Route> routes) {
    AtomicInteger failures = new AtomicInteger();
    server =
        Server.start(
            config.atAnyPort(),
            routes,
            readiness,
            metrics,
            new Surroundings(
                Clock.fixed(TODAY, ZoneOffset.UTC),
                nanos::get,
                () -> "failure-" + failures.incrementAndGet(),
                2));
  }

  public static LiveServer with(Route... routes) {
    return new LiveServer(ServerConfig.DEFAULTS, List.of(routes));
  }

  public URI at(String path) {
    return server.address().resolve(path);
  }

  public HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(at(path)));
  }

  public HttpResponse<String> post(String path, String json)
      throws IOException, InterruptedException {
    return send(
        HttpRequest.newBuilder(at(path))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(json)));
  }

  public HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return client.send(request.build(), BodyHandlers.ofString());
  }

  /** A connection without any library between. */
  RawConnection connect() throws IOException {
    return new RawConnection(server.port());
  }

  /** Lets time pass and the server look at its deadlines. */
  void pass(java.time.Duration time) {
    nanos.addAndGet(time.toNanos());
    server.sweep();
  }

  @Override
  public void close() {
    server.close();
    client.close();
    metrics.close();
  }
}

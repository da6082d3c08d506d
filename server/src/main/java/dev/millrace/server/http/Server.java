package dev.millrace.server.http;

import dev.millrace.error.ErrorCode;
import dev.millrace.error.MillraceException;
import dev.millrace.error.Problem;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.Http1ServerConfig;
import io.vertx.core.http.Http2ServerConfig;
import io.vertx.core.http.Http2Settings;
import io.vertx.core.http.HttpServerConfig;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.SocketAddress;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A running HTTP server. */
public final class Server implements AutoCloseable {
  private static final int STREAMS_OF_ONE_CLIENT = 100;
  private static final Duration LAST_PATIENCE = Duration.ofSeconds(30);

  private final Vertx vertx;
  private final Shared shared;
  private final List<EventLoop> loops;
  private final Optional<TlsFiles> tls;
  private final CountDownLatch hurry = new CountDownLatch(1);
  private final AtomicBoolean ending = new AtomicBoolean();
  private final CompletableFuture<@Nullable Void> ended = new CompletableFuture<>();

  private Server(Vertx vertx, Shared shared, List<EventLoop> loops, Optional<TlsFiles> tls) {
    this.vertx = vertx;
    this.shared = shared;
    this.loops = loops;
    this.tls = tls;
  }

  /**
   * Starts a server, which answers when this returns.
   *
   * @param routes beside those for health, which every server has
   * @throws MillraceException AUTHENTICATION_MISSING when others than this machine could reach it,
   *     ADDRESS_UNUSABLE when its address is taken, TLS_INVALID when its certificate cannot be used
   */
  public static Server start(
      ServerConfig config,
      List<Route> routes,
      Readiness readiness,
      ServerMetrics metrics,
      Surroundings surroundings) {
    Guard.requireLoopback(config.host());
    RouteTable table =
        RouteTable.of(
            Stream.of(HealthRoutes.of(readiness, metrics), routes).flatMap(List::stream).toList());
    Shared shared = new Shared(config, surroundings, table, metrics);
    readiness.require(
        "server", () -> shared.isServing() ? Optional.empty() : Optional.of("it is stopping"));
    Vertx vertx = vertx(config, surroundings);
    SocketAddress address =
        config.port() == 0
            ? SocketAddress.sharedRandomPort(1, config.host()) // any, the same for all event loops
            : SocketAddress.inetSocketAddress(Math.toIntExact(config.port()), config.host());
    List<EventLoop> loops = new CopyOnWriteArrayList<>();
    Server server;
    try {
      Optional<TlsFiles> tls =
          config.tls().map(files -> TlsFiles.open(files, vertx, surroundings.clock()));
      await(
          vertx.deployVerticle(
              () -> {
                EventLoop loop =
                    new EventLoop(
                        shared,
                        () -> underneath(config),
                        address,
                        tls.map(TlsFiles::options).orElse(null));
                loops.add(loop);
                return loop;
              },
              new DeploymentOptions().setInstances(eventLoops(config, surroundings))));
      server = new Server(vertx, shared, List.copyOf(loops), tls);
    } catch (RuntimeException e) {
      shared.work.close();
      await(vertx.close());
      throw e.getCause() instanceof IOException ? unusable(config, e) : e;
    }
    config.tls().ifPresent(files -> server.watch(files.check()));
    return server;
  }

  /**
   * Tries the address and gives it back: ADDRESS_UNUSABLE when a server could not listen there now,
   * AUTHENTICATION_MISSING when others could reach it.
   */
  public static void requireUsable(ServerConfig config) {
    Guard.requireLoopback(config.host());
    try (ServerSocket tried = new ServerSocket()) {
      tried.bind(new InetSocketAddress(config.host(), Math.toIntExact(config.port())));
    } catch (IOException e) {
      throw unusable(config, e);
    }
  }

  private static MillraceException unusable(ServerConfig config, Exception cause) {
    return new MillraceException(
        Problem.of(ErrorCode.ADDRESS_UNUSABLE, "the server cannot listen at its address")
            .at("server.port")
            .found(config.host() + ":" + config.port())
            .next("Is another server running there? Choose another port, or 0 for any."),
        cause);
  }

  private static Vertx vertx(ServerConfig config, Surroundings surroundings) {
    return Vertx.vertx(
        new VertxOptions()
            .setEventLoopPoolSize(eventLoops(config, surroundings))
            .setFileSystemOptions(
                new FileSystemOptions()
                    .setClassPathResolvingEnabled(false)
                    .setFileCachingEnabled(false)));
  }

  private static int eventLoops(ServerConfig config, Surroundings surroundings) {
    return Math.toIntExact(config.eventLoops().orElse((long) surroundings.processors()));
  }

  private static HttpServerConfig underneath(ServerConfig config) {
    Limits limits = config.limits();
    Duration longest =
        Stream.of(limits.idle(), limits.receive(), config.work().answer())
            .max(Duration::compareTo)
            .orElseThrow();
    HttpServerConfig made =
        new HttpServerConfig()
            .setHandle100ContinueAutomatically(false)
            // Behind our own deadlines, which know what a connection is waiting for.
            .setIdleTimeout(longest.multipliedBy(2))
            .setHttp1Config(
                new Http1ServerConfig()
                    .setMaxInitialLineLength(Math.toIntExact(limits.target()))
                    .setMaxHeaderSize(Math.toIntExact(limits.headers())));
    made.getTcpConfig().setAcceptBacklog(1024);
    // HTTP/2 in clear text hides connections from our deadlines until their first request is whole.
    return config.tls().isPresent()
        ? made.setVersions(HttpVersion.HTTP_1_0, HttpVersion.HTTP_1_1, HttpVersion.HTTP_2)
            .setHttp2Config(
                new Http2ServerConfig()
                    .setInitialSettings(
                        new Http2Settings()
                            .setMaxConcurrentStreams(STREAMS_OF_ONE_CLIENT)
                            .setMaxHeaderListSize(limits.headers() + limits.target())))
        : made.setVersions(HttpVersion.HTTP_1_0, HttpVersion.HTTP_1_1);
  }

  /** Where the server answers. */
  public URI address() {
    String host = shared.config.host();
    String scheme = tls.isPresent() ? "https://" : "http://";
    return URI.create(scheme + (host.contains(":") ? "[" + host + "]" : host) + ":" + port());
  }

  public int port() {
    return loops.get(0).server().actualPort();
  }

  /** Ends what has gone on for too long, as the server does by itself several times a second. */
  void sweep() {
    loops.forEach(loop -> loop.sweep().toCompletableFuture().join());
  }

  /** Requests that are not answered yet. */
  int inFlight() {
    return shared.inFlight.get();
  }

  /** Looks at the files of certificate and key now, as the server does from time to time. */
  public TlsOutcome checkTls() {
    return tls.map(files -> files.check(loops.get(0).server())).orElse(new TlsOutcome.Unchanged());
  }

  private void watch(Duration every) {
    vertx.setPeriodic(
        every.toMillis(), timer -> Thread.ofVirtual().name("tls-files").start(this::checkTls));
  }

  /**
   * Stops without losing a request of a client that honours {@code Connection: close}: says that it
   * is not ready and sends clients away with their answers, then takes no further connections and
   * finishes what is under way. Blocks until that is done; {@link #close} shortens the first part.
   */
  public StopReport stop() {
    lameDuck();
    try {
      boolean _ = hurry.await(shared.config.stop().lameDuck().toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return finish();
  }

  /** The first part of a stop: everybody is still answered, and sent away with the answer. */
  void lameDuck() {
    shared.phase = Shared.Phase.LAME_DUCK;
  }

  /** The second part of a stop: what is under way ends, or is cut off when its time is up. */
  StopReport finish() {
    end(shared.config.stop().finish());
    return new StopReport(shared.unanswered.get());
  }

  /** Stops at once; whatever is not answered yet never is. Waits for a stop that is under way. */
  @Override
  public void close() {
    hurry.countDown();
    end(Duration.ZERO);
  }

  private void end(Duration patience) {
    if (!ending.compareAndSet(false, true)) {
      ended.join();
      return;
    }
    try {
      shutDown(patience);
    } finally {
      ended.complete(null);
    }
  }

  private void shutDown(Duration patience) {
    shared.phase = Shared.Phase.FINISHING;
    loops.forEach(EventLoop::endStreams);
    List<Future<Void>> ends = new ArrayList<>();
    loops.forEach(loop -> ends.add(loop.server().shutdown(patience)));
    long most = patience.toMillis() + LAST_PATIENCE.toMillis();
    ends.forEach(end -> await(end, most));
    shared.work.close();
    await(vertx.close());
  }

  private static void await(Future<?> future) {
    await(future, LAST_PATIENCE.toMillis());
  }

  private static void await(Future<?> future, long millis) {
    try {
      Object _ =
          future
              .toCompletionStage()
              .toCompletableFuture()
              .orTimeout(millis, TimeUnit.MILLISECONDS)
              .join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }
}

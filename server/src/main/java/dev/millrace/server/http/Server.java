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
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerConfig;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.SocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A running HTTP server. */
public final class Server implements AutoCloseable {
  private final Vertx vertx;
  private final Shared shared;
  private final List<EventLoop> loops;

  private Server(Vertx vertx, Shared shared, List<EventLoop> loops) {
    this.vertx = vertx;
    this.shared = shared;
    this.loops = loops;
  }

  /**
   * Starts a server, which answers when this returns.
   *
   * @param routes beside those for health, which every server has
   * @throws MillraceException AUTHENTICATION_MISSING when others than this machine could reach it,
   *     ADDRESS_UNUSABLE when its address is taken
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
    try {
      await(
          vertx.deployVerticle(
              () -> {
                EventLoop loop = new EventLoop(shared, () -> underneath(config), address, null);
                loops.add(loop);
                return loop;
              },
              new DeploymentOptions().setInstances(eventLoops(config, surroundings))));
    } catch (RuntimeException e) {
      shared.work.close();
      await(vertx.close());
      throw new MillraceException(
          Problem.of(ErrorCode.ADDRESS_UNUSABLE, "the server cannot listen at its address")
              .at("server.port")
              .found(config.host() + ":" + config.port())
              .next("Is another server running there? Choose another port, or 0 for any."),
          e);
    }
    return new Server(vertx, shared, List.copyOf(loops));
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
    return made.setVersions(HttpVersion.HTTP_1_0, HttpVersion.HTTP_1_1);
  }

  /** Where the server answers. */
  public URI address() {
    String host = shared.config.host();
    return URI.create("http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port());
  }

  public int port() {
    return loops.get(0).server().actualPort();
  }

  /** Ends what has gone on for too long, as the server does by itself several times a second. */
  void sweep() {
    loops.forEach(loop -> loop.sweep().toCompletableFuture().join());
  }

  /** Stops at once; whatever is not answered yet never is. */
  @Override
  public void close() {
    List<Future<Void>> ends = new ArrayList<>();
    for (EventLoop loop : loops) {
      HttpServer server = loop.server();
      ends.add(server.shutdown(Duration.ZERO));
    }
    ends.forEach(Server::await);
    shared.work.close();
    await(vertx.close());
  }

  private static <T> void await(Future<T> future) {
    try {
      future.toCompletionStage().toCompletableFuture().orTimeout(60, TimeUnit.SECONDS).join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }
}

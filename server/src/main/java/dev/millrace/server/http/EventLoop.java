package dev.millrace.server.http;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerConfig;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.ServerSSLOptions;
import io.vertx.core.net.SocketAddress;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One thread that moves bytes, with its share of the connections. */
final class EventLoop extends VerticleBase {
  private static final Logger LOG = LoggerFactory.getLogger(EventLoop.class);
  private static final long SWEEP_MILLIS = 250;

  private final Shared shared;
  private final Supplier<HttpServerConfig> config;
  private final SocketAddress address;
  private final @Nullable ServerSSLOptions tls;
  private final IdentityHashMap<HttpConnection, OpenConnection> connections =
      new IdentityHashMap<>();
  private @Nullable HttpServer server;
  private @Nullable Thread thread;
  private String date = "";

  EventLoop(
      Shared shared,
      Supplier<HttpServerConfig> config,
      SocketAddress address,
      @Nullable ServerSSLOptions tls) {
    this.shared = shared;
    this.config = config;
    this.address = address;
    this.tls = tls;
  }

  @Override
  public Future<?> start() {
    thread = Thread.currentThread();
    date = Dates.text(shared.surroundings.clock().instant());
    vertx.setPeriodic(SWEEP_MILLIS, timer -> sweepNow());
    HttpServer made =
        vertx
            .createHttpServer(config.get(), tls)
            .connectionHandler(this::opened)
            .requestHandler(this::received)
            .invalidRequestHandler(this::unreadable)
            .exceptionHandler(failure -> LOG.debug("connection failed", failure));
    server = made;
    return made.listen(address);
  }

  HttpServer server() {
    HttpServer made = server;
    if (made == null) {
      throw new IllegalStateException("not started");
    }
    return made;
  }

  Shared shared() {
    return shared;
  }

  Context context() {
    return context;
  }

  /** Ends what has gone on for too long; done when the stage is. */
  CompletionStage<Void> sweep() {
    Promise<Void> done = Promise.promise();
    context.runOnContext(
        start -> {
          sweepNow();
          done.complete();
        });
    return done.future().toCompletionStage();
  }

  /** Ends the event streams of this loop, each with a word about it. */
  void endStreams() {
    context.runOnContext(
        start ->
            connections.values().stream()
                .flatMap(connection -> connection.exchanges().stream())
                .forEach(Exchange::endStream));
  }

  /** Runs on this loop: at once when on it already. */
  void run(Runnable action) {
    if (Thread.currentThread() == thread) {
      action.run();
    } else {
      context.runOnContext(start -> action.run());
    }
  }

  /** The date of answers, at most one sweep old. */
  String date() {
    return date;
  }

  private void sweepNow() {
    date = Dates.text(shared.surroundings.clock().instant());
    long now = shared.now();
    List.copyOf(connections.values()).forEach(connection -> connection.sweep(now));
  }

  private void opened(HttpConnection link) {
    if (shared.connections.incrementAndGet() > shared.config.limits().connections()) {
      shared.connections.decrementAndGet();
      shared.connectionsRefused.increment();
      var _ = link.close();
      return;
    }
    OpenConnection connection =
        new OpenConnection(link, shared.config.limits().idle(), shared.now());
    connections.put(link, connection);
    link.closeHandler(
        end -> {
          if (connections.remove(link) != null) {
            shared.connections.decrementAndGet();
            connection.closed();
          }
        });
  }

  private void received(HttpServerRequest raw) {
    OpenConnection connection = connections.get(raw.connection());
    if (connection != null && !connection.isClosing()) {
      new Exchange(this, connection, raw).begin();
    }
  }

  private void unreadable(HttpServerRequest raw) {
    OpenConnection connection = connections.get(raw.connection());
    if (connection != null) {
      new Exchange(this, connection, raw).refuseUnreadable();
    }
  }
}

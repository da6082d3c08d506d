package dev.millrace.server.http;

import io.micrometer.core.instrument.Counter;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** What all event loops of one server share. */
final class Shared {
  /** Where the server is on its way to its end. */
  enum Phase {
    SERVING,
    LAME_DUCK,
    FINISHING
  }

  final ServerConfig config;
  final Surroundings surroundings;
  final RouteTable table;
  final Guard guard;
  final WorkPool work;
  final ProblemJson problems;
  final ServerMetrics.Times times;
  final Counter connectionsRefused;
  final Counter streamsDropped;
  final AtomicInteger connections = new AtomicInteger();
  final AtomicInteger inFlight = new AtomicInteger();
  final AtomicInteger streams = new AtomicInteger();

  /** Bytes of bodies that are held at the moment. */
  final AtomicLong bodies = new AtomicLong();

  /** Requests that a stop has cut off. */
  final AtomicInteger unanswered = new AtomicInteger();

  volatile Phase phase = Phase.SERVING;

  Shared(ServerConfig config, Surroundings surroundings, RouteTable table, ServerMetrics metrics) {
    this.config = config;
    this.surroundings = surroundings;
    this.table = table;
    this.guard = new Guard(config.names(), config.tls().isPresent() ? "https" : "http");
    this.work = new WorkPool(config.work());
    this.problems = new ProblemJson(surroundings.failureIds());
    this.times = metrics.times(table);
    this.connectionsRefused =
        metrics.counter("millrace.http.connections.refused", "connections above the limit");
    this.streamsDropped =
        metrics.counter("millrace.http.streams.dropped", "event streams whose reader was too slow");
    metrics.gauge("millrace.http.connections", "open connections", connections::get);
    metrics.gauge("millrace.http.in.flight", "requests not yet answered", inFlight::get);
    metrics.gauge("millrace.http.streams", "open event streams", streams::get);
    metrics.gauge("millrace.http.work", "requests that run or wait in the pool", work::size);
  }

  boolean isServing() {
    return phase == Phase.SERVING;
  }

  long now() {
    return surroundings.nanoTime().getAsLong();
  }
}

package dev.millrace.server.http;

import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpVersion;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** One connection with its requests, confined to its event loop. */
final class OpenConnection {
  private final HttpConnection link;
  private final long idle;
  private final List<Exchange> exchanges = new ArrayList<>(1);
  private long deadline;
  private boolean last;

  OpenConnection(HttpConnection link, Duration idle, long now) {
    this.link = link;
    this.idle = idle.toNanos();
    this.deadline = now + this.idle;
  }

  boolean isMultiplexed() {
    return link.protocolVersion() == HttpVersion.HTTP_2;
  }

  /** True once an answer has said that it is the last one. */
  boolean isClosing() {
    return last;
  }

  void begin(Exchange exchange) {
    exchanges.add(exchange);
  }

  /** An exchange is over: request read, answer written. */
  void finished(Exchange exchange, long now) {
    exchanges.remove(exchange);
    if (exchanges.isEmpty()) {
      deadline = now + idle;
      if (last) {
        close();
      }
    }
  }

  /**
   * The answer being written now is the last of this connection; one that carries several requests
   * at once takes no further ones and finishes those it has.
   */
  void lastAnswer(Duration finish) {
    if (!last) {
      last = true;
      if (isMultiplexed()) {
        var _ = link.shutdown(finish);
      }
    }
  }

  /** Ends what has gone on for too long. */
  void sweep(long now) {
    if (exchanges.isEmpty()) {
      if (now - deadline > 0) {
        close();
      }
      return;
    }
    List.copyOf(exchanges).forEach(exchange -> exchange.sweep(now));
  }

  List<Exchange> exchanges() {
    return List.copyOf(exchanges);
  }

  /** The other side is gone, or this one is. */
  void closed() {
    List.copyOf(exchanges).forEach(Exchange::abandoned);
    exchanges.clear();
  }

  void close() {
    var _ = link.close();
  }
}

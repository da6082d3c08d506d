package dev.millrace.server.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** Moves the events of one stream to the wire as fast as the client reads; on its event loop. */
final class StreamWriter {
  private static final Buffer SILENCE = Buffer.buffer(":\n\n");
  private static final long LAST_WORDS = Duration.ofSeconds(2).toNanos();
  private static final Response HEAD =
      new Response(
          200,
          "text/event-stream",
          List.of(new Header("Cache-Control", "no-store"), new Header("X-Accel-Buffering", "no")),
          Body.EMPTY);

  private final EventLoop loop;
  private final HttpServerResponse out;
  private final EventStream stream;
  private final AtomicBoolean asked = new AtomicBoolean();
  private long lastWrite;
  private long endBy;
  private boolean ended;

  StreamWriter(EventLoop loop, HttpServerResponse out, EventStream stream) {
    this.loop = loop;
    this.out = out;
    this.stream = stream;
    this.lastWrite = loop.shared().now();
  }

  /** Sends the head and whatever waits already. */
  void start() {
    ResponseWriter.head(out, HEAD, loop.date());
    out.setChunked(true);
    var _ = out.write(SILENCE);
    out.drainHandler(again -> flush());
    stream.wakes(this::ask);
  }

  /** Keeps the line alive; false when the client has to be cut off. */
  boolean sweep(long now) {
    if (stream.isEnding()) {
      endBy = endBy == 0 ? now + LAST_WORDS : endBy;
      return now - endBy <= 0;
    }
    StreamSettings settings = loop.shared().config.streams();
    if (out.writeQueueFull()) {
      // A reader that takes nothing at all is as good as gone, even when no event comes.
      return now - lastWrite <= loop.shared().config.limits().idle().toNanos();
    }
    if (now - lastWrite >= settings.heartbeat().toNanos()) {
      lastWrite = now;
      var _ = out.write(SILENCE);
    }
    return true;
  }

  private void ask() {
    if (asked.compareAndSet(false, true)) {
      loop.context().runOnContext(start -> flush());
    }
  }

  private void flush() {
    asked.set(false);
    while (!ended && !out.writeQueueFull()) {
      Optional<byte[]> next = stream.poll();
      if (next.isEmpty()) {
        break;
      }
      lastWrite = loop.shared().now();
      var _ = out.write(Buffer.buffer(next.get()));
    }
    if (!ended && stream.isSpent()) {
      ended = true;
      var _ = out.end();
    }
  }
}

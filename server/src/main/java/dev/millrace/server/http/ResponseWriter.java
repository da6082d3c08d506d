package dev.millrace.server.http;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;

/** Puts our response on the wire. */
final class ResponseWriter {
  private static final CharSequence NOSNIFF = HttpHeaders.createOptimized("nosniff");
  private static final CharSequence CONTENT_TYPE_OPTIONS =
      HttpHeaders.createOptimized("x-content-type-options");
  private static final CharSequence CLOSE = HttpHeaders.createOptimized("close");
  private static final CharSequence NO_STORE = HttpHeaders.createOptimized("no-store");

  private ResponseWriter() {}

  /** Writes head and body; the body stays away from answers to HEAD. */
  static Future<Void> write(HttpServerResponse out, Response answer, Method method, String date) {
    head(out, answer, date);
    if (answer.status() == 204 || answer.status() == 304) {
      return out.end();
    }
    if (method == Method.HEAD) {
      out.putHeader(HttpHeaders.CONTENT_LENGTH, String.valueOf(answer.body().size()));
      return out.end();
    }
    return out.end(Buffer.buffer(answer.body().array()));
  }

  /** Status and headers. */
  static void head(HttpServerResponse out, Response answer, String date) {
    out.setStatusCode(answer.status());
    out.putHeader(HttpHeaders.DATE, date);
    out.putHeader(CONTENT_TYPE_OPTIONS, NOSNIFF);
    if (!answer.contentType().isEmpty()) {
      out.putHeader(HttpHeaders.CONTENT_TYPE, answer.contentType());
    }
    boolean cacheTold = false;
    for (Header header : answer.headers()) {
      out.headers().add(header.name(), header.value());
      cacheTold |= header.name().equalsIgnoreCase("cache-control");
    }
    if (!cacheTold) {
      out.putHeader(HttpHeaders.CACHE_CONTROL, NO_STORE);
    }
  }

  /** Says that the connection ends with this answer. */
  static void sayClose(HttpServerResponse out) {
    out.putHeader(HttpHeaders.CONNECTION, CLOSE);
  }
}

package dev.millrace.server.http;

import dev.millrace.error.ErrorCode;
import dev.millrace.error.Problem;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import org.jspecify.annotations.Nullable;

/** What is wrong with bytes that are not a request. */
final class Unreadable {
  private Unreadable() {}

  static Problem problem(@Nullable Throwable cause) {
    if (cause instanceof TooLongHttpLineException) {
      return Problem.of(
          ErrorCode.REQUEST_TARGET_TOO_LONG, "the first line of the request is too long");
    }
    if (cause instanceof TooLongHttpHeaderException) {
      return Problem.of(
          ErrorCode.REQUEST_HEADERS_TOO_LARGE, "the headers of the request are too large");
    }
    return Problem.of(ErrorCode.REQUEST_INVALID, "this is not a request of HTTP");
  }
}

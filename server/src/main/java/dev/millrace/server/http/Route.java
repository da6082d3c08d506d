package dev.millrace.server.http;

import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** A method and a path pattern with what answers them. */
public sealed interface Route {
  Method method();

  PathPattern pattern();

  /** Answered on the event loop. */
  record Fast(Method method, PathPattern pattern, FastEndpoint endpoint) implements Route {
    public Fast {
      Objects.requireNonNull(endpoint);
    }
  }

  /** Answered on a thread of its own, within the bounds of the work pool. */
  record Work(Method method, PathPattern pattern, WorkEndpoint endpoint) implements Route {
    public Work {
      Objects.requireNonNull(endpoint);
    }
  }

  /** Answered with server-sent events; always a GET. */
  record Stream(PathPattern pattern, StreamEndpoint endpoint) implements Route {
    public Stream {
      Objects.requireNonNull(endpoint);
    }

    @Override
    public Method method() {
      return Method.GET;
    }
  }

  /** A route that computes its answer at once, without blocking. */
  static Route fast(Method method, String pattern, Function<Request, Response> endpoint) {
    return new Fast(
        method,
        PathPattern.of(pattern),
        request -> CompletableFuture.completedFuture(endpoint.apply(request)));
  }

  /** A route that never blocks and completes its answer now or later. */
  static Route fastLater(Method method, String pattern, FastEndpoint endpoint) {
    return new Fast(method, PathPattern.of(pattern), endpoint);
  }

  /** A route that may block. */
  static Route work(Method method, String pattern, WorkEndpoint endpoint) {
    return new Work(method, PathPattern.of(pattern), endpoint);
  }

  /** A route of server-sent events. */
  static Route stream(String pattern, StreamEndpoint endpoint) {
    return new Stream(PathPattern.of(pattern), endpoint);
  }
}

package dev.millrace.server.grpc;

import dev.millrace.core.serve.RequestHeaders;
import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import java.util.Optional;

/** Keeps the headers of a call for whoever answers it. */
final class CallHeaders implements ServerInterceptor {
  private static final Context.Key<RequestHeaders> KEY =
      Context.keyWithDefault("millrace-headers", RequestHeaders.NONE);

  /** Those of the call that is answered now. */
  static RequestHeaders current() {
    return KEY.get();
  }

  @Override
  public <Q, A> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
    return Contexts.interceptCall(
        Context.current().withValue(KEY, name -> first(headers, name)), call, headers, next);
  }

  private static Optional<String> first(Metadata headers, String name) {
    if (name.endsWith(Metadata.BINARY_HEADER_SUFFIX)) {
      return Optional.empty();
    }
    return Optional.ofNullable(
        headers.get(Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER)));
  }
}

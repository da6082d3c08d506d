package dev.millrace.server.http;

import dev.millrace.error.ErrorCode;
import dev.millrace.error.Problem;
import io.vertx.core.buffer.Buffer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A body on its way in, counted against the limit of one request and of all together. */
final class ReceivedBody {
  private final Shared shared;
  private @Nullable Buffer first;
  private @Nullable Buffer joined;
  private long held;

  ReceivedBody(Shared shared) {
    this.shared = shared;
  }

  /** Why a body of a declared length is not even begun. */
  static Optional<Problem> refuse(long declared, Shared shared) {
    long most = shared.config.limits().body();
    return declared > most ? Optional.of(tooLarge(declared + " bytes", most)) : Optional.empty();
  }

  /** Adds what came; a problem when it is too much. */
  Optional<Problem> add(Buffer chunk) {
    long most = shared.config.limits().body();
    if (held + chunk.length() > most) {
      return Optional.of(tooLarge("more than that", most));
    }
    held += chunk.length();
    if (shared.bodies.addAndGet(chunk.length()) > shared.config.limits().bodies()) {
      return Optional.of(
          Problem.of(ErrorCode.SERVER_BUSY, "the server holds as many bodies as it may"));
    }
    if (first == null) {
      first = chunk;
    } else {
      if (joined == null) {
        joined = Buffer.buffer().appendBuffer(first);
      }
      joined.appendBuffer(chunk);
    }
    return Optional.empty();
  }

  /** All that came. */
  Body whole() {
    Buffer all = joined == null ? first : joined;
    return all == null ? Body.EMPTY : Body.handedOver(all.getBytes());
  }

  /** Gives up what is held. */
  void release() {
    shared.bodies.addAndGet(-held);
    held = 0;
    first = null;
    joined = null;
  }

  private static Problem tooLarge(String found, long most) {
    return Problem.of(ErrorCode.REQUEST_TOO_LARGE, "the body is too large")
        .at("body")
        .found(found)
        .allowed("at most " + most + " bytes")
        .next("Send it in parts, or raise 'server.limits.body'.");
  }
}

package dev.millrace.core.serve;

import dev.millrace.core.release.RouteKey;
import dev.millrace.core.serve.log.PredictionId;
import dev.millrace.json.CanonicalJson;
import dev.millrace.json.Json;
import java.util.Objects;
import java.util.Optional;

/**
 * Lets the same caller be answered by the same version throughout an A/B test.
 *
 * @param salt names the test: who was in one arm of another is in any arm of this one
 */
public record Stickiness(RouteKey key, String salt) {
  public Stickiness {
    Objects.requireNonNull(key);
    Objects.requireNonNull(salt);
  }

  /**
   * Even bits by which a request finds its route: of the caller's key; else of the first case's;
   * else of the prediction's name, so that who tells nothing is answered by any version.
   */
  static long hash(
      Optional<Stickiness> sticky,
      PredictRequest request,
      PredictionId id,
      RequestHeaders headers) {
    Optional<String> key = sticky.flatMap(one -> one.value(request, headers));
    if (key.isPresent()) {
      return RouteHash.of(sticky.get().salt + '\0' + key.get());
    }
    return request.keys().isEmpty() ? RouteHash.of(id) : RouteHash.of(request.keys().get(0));
  }

  private Optional<String> value(PredictRequest request, RequestHeaders headers) {
    return switch (key.from()) {
      case HEADER -> headers.first(key.name());
      case FIELD ->
          request
              .field(key.name())
              .filter(value -> value != Json.Literal.NULL)
              .map(CanonicalJson::text);
    };
  }
}

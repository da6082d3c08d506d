package dev.millrace.core.serve;

import dev.millrace.error.ErrorCode;
import dev.millrace.error.Problem;
import dev.millrace.spi.store.ReleaseEpoch;
import dev.millrace.spi.store.ReleaseRoute;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * An epoch with everything it routes to, ready to answer. Immutable: a server changes from one to
 * the next by one reference, so that nobody ever sees half of a release.
 *
 * @param models what the routes lead to, in their order
 * @param sticky by what callers are told apart in an A/B test
 */
public record LiveRelease(
    ReleaseEpoch epoch, List<ServedModel> models, Optional<Stickiness> sticky) {
  public LiveRelease {
    Objects.requireNonNull(epoch);
    models = List.copyOf(models);
    Objects.requireNonNull(sticky);
    if (models.size() != epoch.routes().routes().size()) {
      throw new IllegalArgumentException("every route leads to a model");
    }
  }

  /** A release without an A/B test. */
  public LiveRelease(ReleaseEpoch epoch, List<ServedModel> models) {
    this(epoch, models, Optional.empty());
  }

  /** Versions that take part in it, as texts. */
  public List<String> versions() {
    return models.stream().map(model -> Integer.toString(model.content().version())).toList();
  }

  /** A version that takes part in it: MODEL_NOT_RELEASED when it does not. */
  public ServedModel version(int version) {
    return models.stream()
        .filter(model -> model.content().version() == version)
        .findFirst()
        .orElseThrow(
            () ->
                Problem.of(
                        ErrorCode.MODEL_NOT_RELEASED, "this version of the model is not live here")
                    .at(epoch.target().model().value())
                    .found("version " + version)
                    .allowed(String.join(", ", versions()))
                    .next("Release it with: millrace releases create MODEL VERSION")
                    .asException());
  }

  /**
   * What answers a request.
   *
   * @param hash even 64 bits of what must always be answered by the same version
   */
  public ServedModel route(long hash) {
    if (models.size() == 1) {
      return models.get(0);
    }
    long place = Long.remainderUnsigned(hash, ReleaseRoute.WHOLE);
    List<ReleaseRoute> routes = epoch.routes().routes();
    // The candidate is last: as its share grows, who was answered by it stays with it.
    long left = ReleaseRoute.WHOLE;
    for (int i = routes.size() - 1; i > 0; i--) {
      left -= routes.get(i).share();
      if (place >= left) {
        return models.get(i);
      }
    }
    return models.get(0);
  }
}

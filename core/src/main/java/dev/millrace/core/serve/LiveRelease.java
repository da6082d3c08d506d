package dev.millrace.core.serve;

import dev.millrace.spi.store.ReleaseEpoch;
import dev.millrace.spi.store.ReleaseRoute;
import java.util.List;
import java.util.Objects;

/**
 * An epoch with everything it routes to, ready to answer. Immutable: a server changes from one to
 * the next by one reference, so that nobody ever sees half of a release.
 *
 * @param models what the routes lead to, in their order
 */
public record LiveRelease(ReleaseEpoch epoch, List<ServedModel> models) {
  public LiveRelease {
    Objects.requireNonNull(epoch);
    models = List.copyOf(models);
    if (models.size() != epoch.routes().routes().size()) {
      throw new IllegalArgumentException("every route leads to a model");
    }
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

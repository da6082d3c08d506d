package dev.millrace.core.serve;

import dev.millrace.error.ErrorCode;
import dev.millrace.error.Problem;
import dev.millrace.spi.id.ModelName;
import dev.millrace.spi.store.ReleaseTarget;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** What this server answers with, by model. Safe for any number of threads; reading never waits. */
public final class LiveReleases {
  private final Map<ReleaseTarget, LiveRelease> live = new ConcurrentHashMap<>();

  public Optional<LiveRelease> find(ReleaseTarget target) {
    return Optional.ofNullable(live.get(target));
  }

  /** What is live of a model in production: MODEL_NOT_RELEASED. */
  public LiveRelease load(ModelName model) {
    LiveRelease found = live.get(ReleaseTarget.production(model));
    if (found == null) {
      throw Problem.of(ErrorCode.MODEL_NOT_RELEASED, "no version of this model is live here")
          .found(model)
          .allowed(names())
          .next("Release a version with: millrace releases create MODEL VERSION")
          .asException();
    }
    return found;
  }

  /** Everything that is live, by target. */
  public List<LiveRelease> all() {
    return live.values().stream()
        .sorted(Comparator.comparing(release -> release.epoch().target()))
        .toList();
  }

  /** Puts a release in place of the one before it. */
  void swap(LiveRelease next) {
    live.put(next.epoch().target(), next);
  }

  private String names() {
    Collection<String> names = all().stream().map(r -> r.epoch().target().model().value()).toList();
    return names.isEmpty() ? "no model is live yet" : String.join(", ", names);
  }
}

package dev.millrace.core.serve;

import dev.millrace.error.ErrorCode;
import dev.millrace.error.Problem;
import dev.millrace.spi.id.EnvironmentName;
import dev.millrace.spi.id.ModelName;
import dev.millrace.spi.store.ReleaseTarget;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What a server answers with in its environment, by model. Safe for any number of threads; reading
 * never waits.
 */
public final class LiveReleases {
  private final EnvironmentName environment;
  private final Map<ReleaseTarget, LiveRelease> live = new ConcurrentHashMap<>();
  private final Set<ModelName> unloaded = ConcurrentHashMap.newKeySet();
  private final Map<ReleaseTarget, ServedModel> standby = new ConcurrentHashMap<>();
  private final Fallback.To fallback;

  /** Releases without a fallback. */
  public LiveReleases(EnvironmentName environment) {
    this(environment, Fallback.To.NONE);
  }

  public LiveReleases(EnvironmentName environment, Fallback.To fallback) {
    this.environment = environment;
    this.fallback = fallback;
  }

  /** Whether what was live before stays loaded for as long as it is the one before. */
  boolean keepsPrevious() {
    return fallback == Fallback.To.PREVIOUS;
  }

  /** What was live before, if it is loaded. */
  Optional<ServedModel> standby(ReleaseTarget target) {
    return Optional.ofNullable(standby.get(target));
  }

  void standBy(ReleaseTarget target, Optional<ServedModel> model) {
    if (model.isPresent()) {
      standby.put(target, model.get());
    } else {
      standby.remove(target);
    }
  }

  public EnvironmentName environment() {
    return environment;
  }

  public Optional<LiveRelease> find(ReleaseTarget target) {
    return Optional.ofNullable(live.get(target));
  }

  /**
   * What is live of a model: MODEL_NOT_RELEASED, MODEL_UNLOADED when this server was told not to
   * answer for it.
   */
  public LiveRelease load(ModelName model) {
    LiveRelease found = requireLive(model);
    if (isUnloaded(model)) {
      throw Problem.of(
              ErrorCode.MODEL_UNLOADED, "this server was told not to answer for this model")
          .found(model)
          .next("Send POST /v2/repository/models/" + model + "/load")
          .asException();
    }
    return found;
  }

  /** Whether this server was told not to answer for a model. */
  public boolean isUnloaded(ModelName model) {
    return unloaded.contains(model);
  }

  /** Lets this server stop answering for a model, whatever is released. */
  public void stopAnswering(ModelName model) {
    unloaded.add(model);
  }

  /** Lets this server answer for a model again. */
  public void goOnAnswering(ModelName model) {
    unloaded.remove(model);
  }

  /** The same as {@link #load}, whether this server answers for it or not: MODEL_NOT_RELEASED. */
  public LiveRelease requireLive(ModelName model) {
    LiveRelease found = live.get(new ReleaseTarget(model, environment));
    if (found == null) {
      throw Problem.of(
              ErrorCode.MODEL_NOT_RELEASED, "no version of this model is live in " + environment)
          .found(model)
          .allowed(names())
          .next(
              "Release a version with: millrace releases create MODEL VERSION"
                  + (environment.equals(EnvironmentName.PRODUCTION)
                      ? ""
                      : " --environment " + environment))
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

  /**
   * A version of a model as the repository of models tells of it.
   *
   * @param state READY or UNAVAILABLE
   * @param reason why it is not ready; empty when it is
   */
  public record Entry(ModelName model, int version, String state, String reason) {
    public boolean isReady() {
      return reason.isEmpty();
    }
  }

  /** Every version that takes part in a release. */
  public List<Entry> index() {
    List<Entry> entries = new ArrayList<>();
    for (LiveRelease release : all()) {
      ModelName model = release.epoch().target().model();
      boolean stopped = isUnloaded(model);
      release
          .models()
          .forEach(
              served ->
                  entries.add(
                      new Entry(
                          model,
                          served.content().version(),
                          stopped ? "UNAVAILABLE" : "READY",
                          stopped ? "unloaded" : "")));
    }
    return entries;
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

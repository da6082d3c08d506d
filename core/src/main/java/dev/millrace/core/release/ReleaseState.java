package dev.millrace.core.release;

import dev.millrace.spi.store.ReleaseContent;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Where the release of a model in an environment stands.
 *
 * @param epoch number of the epoch in force; 0 before the first
 * @param live what has the whole traffic, or all that a candidate has not
 * @param past what was live before and can be rolled back to, newest last
 * @param rollout a candidate on its way, or one that has arrived and is watched
 */
public record ReleaseState(
    long epoch,
    Optional<ReleaseContent> live,
    List<ReleaseContent> past,
    Optional<Rollout> rollout) {
  /** Nothing was ever released. */
  public static final ReleaseState NONE =
      new ReleaseState(0, Optional.empty(), List.of(), Optional.empty());

  /** Roll-back targets that are remembered. */
  static final int MOST_PAST = 20;

  public ReleaseState {
    Objects.requireNonNull(live);
    past = List.copyOf(past);
    Objects.requireNonNull(rollout);
  }

  ReleaseState with(Rollout next) {
    return new ReleaseState(epoch, live, past, Optional.of(next));
  }

  ReleaseState settled() {
    return new ReleaseState(epoch, live, past, Optional.empty());
  }
}

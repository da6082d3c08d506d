package dev.millrace.core.release;

import dev.millrace.spi.id.NodeName;
import dev.millrace.spi.store.ReleaseContent;
import dev.millrace.spi.store.ReleaseRoute;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A candidate on its way.
 *
 * @param id names the rollout; the same proposal again is the same rollout
 * @param before what was live when it was proposed; nothing for the first release
 * @param step position of the share it has; -1 while servers prepare
 * @param since when the step began
 * @param awaited servers that have not yet said that they are prepared
 */
public record Rollout(
    String id,
    ReleaseContent candidate,
    Optional<ReleaseContent> before,
    ReleaseStrategy strategy,
    int step,
    Instant since,
    SortedSet<NodeName> awaited) {
  static final int PREPARING = -1;

  public Rollout {
    Objects.requireNonNull(id);
    Objects.requireNonNull(candidate);
    Objects.requireNonNull(before);
    Objects.requireNonNull(strategy);
    Objects.requireNonNull(since);
    awaited = java.util.Collections.unmodifiableSortedSet(new TreeSet<>(awaited));
    if (step < PREPARING || step >= strategy.shares().size()) {
      throw new IllegalArgumentException("there is no step " + step);
    }
  }

  public boolean isPreparing() {
    return step == PREPARING;
  }

  /** Its share of the traffic in ten-thousandths. */
  public int share() {
    return isPreparing() ? 0 : strategy.shares().get(step);
  }

  /** True once it has the whole traffic and is only watched. */
  public boolean isWhole() {
    return share() == ReleaseRoute.WHOLE;
  }

  /** When it must be looked at although nothing happens. */
  Instant due() {
    return since.plus(isPreparing() ? strategy.prepare() : strategy.bake());
  }

  Rollout awaiting(SortedSet<NodeName> others) {
    return new Rollout(id, candidate, before, strategy, step, since, others);
  }

  Rollout at(int next, Instant now) {
    return new Rollout(id, candidate, before, strategy, next, now, new TreeSet<>());
  }
}

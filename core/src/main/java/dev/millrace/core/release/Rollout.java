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
 * @param step position of the share it has; -1 while servers prepare, -2 while it is a shadow
 * @param since when the step began
 * @param awaited servers that have not yet said that they are prepared
 * @param base its answers when the step began
 */
public record Rollout(
    String id,
    ReleaseContent candidate,
    Optional<ReleaseContent> before,
    ReleaseStrategy strategy,
    int step,
    Instant since,
    SortedSet<NodeName> awaited,
    long base) {
  static final int PREPARING = -1;
  static final int SHADOWING = -2;

  public Rollout {
    Objects.requireNonNull(id);
    Objects.requireNonNull(candidate);
    Objects.requireNonNull(before);
    Objects.requireNonNull(strategy);
    Objects.requireNonNull(since);
    awaited = java.util.Collections.unmodifiableSortedSet(new TreeSet<>(awaited));
    if (step < SHADOWING || step >= strategy.shares().size()) {
      throw new IllegalArgumentException("there is no step " + step);
    }
  }

  public boolean isPreparing() {
    return step == PREPARING;
  }

  /** True while it scores beside what is live and answers nobody. */
  public boolean isShadowing() {
    return step == SHADOWING;
  }

  /** True once it answers somebody. */
  boolean answers() {
    return step >= 0;
  }

  /** Its share of the traffic in ten-thousandths. */
  public int share() {
    return step < 0 ? 0 : strategy.shares().get(step);
  }

  /** True once it has the whole traffic and is only watched. */
  public boolean isWhole() {
    return share() == ReleaseRoute.WHOLE;
  }

  /** When it must be looked at although nothing happens. */
  public Instant due() {
    return since.plus(
        isPreparing() ? strategy.prepare() : isWhole() ? strategy.watch() : strategy.bake());
  }

  Rollout awaiting(SortedSet<NodeName> others) {
    return new Rollout(id, candidate, before, strategy, step, since, others, base);
  }

  /** As a shadow, or with its next share. */
  Rollout next(ArmTally seen, Instant now) {
    int next =
        isPreparing() && strategy.comparison() instanceof Comparison.Shadow
            ? SHADOWING
            : Math.max(step, PREPARING) + 1;
    return new Rollout(
        id, candidate, before, strategy, next, now, new TreeSet<>(), seen.requests());
  }

  /** Its answers in this step; a server that began anew has forgotten those before it. */
  long seen(ArmTally tally) {
    return tally.requests() < base ? tally.requests() : tally.requests() - base;
  }
}

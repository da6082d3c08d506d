package dev.millrace.core.release;

import dev.millrace.spi.store.ReleaseContent;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Where the release of a model in an environment stands.
 *
 * @param epoch number of the epoch in force; 0 before the first
 * @param live what has the whole traffic, or all that a candidate has not
 * @param past what was live before and can be rolled back to, newest last
 * @param rollout a candidate on its way, or one that has arrived and is watched
 * @param awaited a version that waits for somebody to approve it
 * @param rejected versions that somebody rejected, the newest ones
 */
public record ReleaseState(
    long epoch,
    Optional<ReleaseContent> live,
    List<ReleaseContent> past,
    Optional<Rollout> rollout,
    Optional<AwaitedApproval> awaited,
    SortedSet<Integer> rejected) {
  /** Nothing was ever released. */
  public static final ReleaseState NONE =
      new ReleaseState(
          0, Optional.empty(), List.of(), Optional.empty(), Optional.empty(), new TreeSet<>());

  /** Roll-back targets that are remembered. */
  static final int MOST_PAST = 20;

  private static final int MOST_REJECTED = 20;

  public ReleaseState {
    Objects.requireNonNull(live);
    past = List.copyOf(past);
    Objects.requireNonNull(rollout);
    Objects.requireNonNull(awaited);
    rejected = Collections.unmodifiableSortedSet(new TreeSet<>(rejected));
  }

  ReleaseState with(Rollout next) {
    return new ReleaseState(epoch, live, past, Optional.of(next), awaited, rejected);
  }

  ReleaseState settled() {
    return new ReleaseState(epoch, live, past, Optional.empty(), awaited, rejected);
  }

  /** The next epoch, with these in force and on their way. */
  ReleaseState next(Optional<ReleaseContent> now, List<ReleaseContent> before) {
    return new ReleaseState(epoch + 1, now, before, Optional.empty(), awaited, rejected);
  }

  ReleaseState awaiting(AwaitedApproval proposal) {
    return new ReleaseState(
        epoch, live, past, rollout, Optional.of(proposal), without(proposal.content().version()));
  }

  /** Nothing of this version waits any more, and it is not rejected. */
  ReleaseState cleared(int version) {
    return new ReleaseState(
        epoch,
        live,
        past,
        rollout,
        awaited.filter(proposal -> proposal.content().version() != version),
        without(version));
  }

  ReleaseState rejecting(int version) {
    SortedSet<Integer> all = new TreeSet<>(rejected);
    all.add(version);
    while (all.size() > MOST_REJECTED) {
      all.remove(all.first());
    }
    return new ReleaseState(epoch, live, past, rollout, Optional.empty(), all);
  }

  private SortedSet<Integer> without(int version) {
    SortedSet<Integer> others = new TreeSet<>(rejected);
    others.remove(version);
    return others;
  }
}

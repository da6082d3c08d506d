package dev.millrace.spi.store;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/**
 * The rules of leases as a function of state, event and time.
 *
 * <p>Safety rests on epochs alone: every grant has the next epoch, and whoever writes shows the
 * epoch it was granted. Time only decides when a holder that fell silent may be displaced, so that
 * a clock that jumps can make somebody wait or lose a lease early, but never lets two write under
 * one epoch. A holder whose lease ran out keeps it until somebody takes it.
 */
public final class LeaseRules {
  private static final Duration SHORTEST = Duration.ofMillis(1);
  private static final Duration LONGEST = Duration.ofDays(1);

  private LeaseRules() {}

  public static LeaseVerdict next(LeaseState state, LeaseEvent event, Instant now) {
    if (event instanceof LeaseEvent.Acquire acquire) {
      return acquire(state, acquire, now);
    }
    if (event instanceof LeaseEvent.Renew renew) {
      Instant expiry = now.plus(renew.term());
      return own(
          state,
          new LeaseEvent.Check(renew.run(), renew.epoch()),
          h -> Optional.of(new LeaseHolder(h.run(), h.owner(), h.since(), expiry)));
    }
    if (event instanceof LeaseEvent.Release release) {
      return own(
          state, new LeaseEvent.Check(release.run(), release.epoch()), holder -> Optional.empty());
    }
    return own(state, (LeaseEvent.Check) event, Optional::of);
  }

  /** True when the lease may not be taken over at {@code now}. */
  public static boolean isLive(LeaseHolder holder, Instant now) {
    return now.isBefore(holder.expiry());
  }

  private static LeaseVerdict acquire(LeaseState state, LeaseEvent.Acquire event, Instant now) {
    Optional<LeaseHolder> holder = state.holder();
    if (holder.isPresent()
        && isLive(holder.get(), now)
        && !event.knownDead().contains(holder.get().owner())) {
      return new LeaseVerdict.Busy(holder.get());
    }
    LeaseHolder granted = new LeaseHolder(event.run(), event.owner(), now, now.plus(event.term()));
    return new LeaseVerdict.Granted(
        new LeaseState(state.epoch() + 1, Optional.of(granted)), holder);
  }

  private static LeaseVerdict own(
      LeaseState state,
      LeaseEvent.Check claim,
      Function<LeaseHolder, Optional<LeaseHolder>> change) {
    Optional<LeaseHolder> holder = state.holder();
    if (state.epoch() != claim.epoch()
        || holder.isEmpty()
        || !holder.get().run().equals(claim.run())) {
      return new LeaseVerdict.Lost(state);
    }
    return new LeaseVerdict.Granted(
        new LeaseState(state.epoch(), change.apply(holder.get())), Optional.empty());
  }

  static void requireTerm(Duration term) {
    if (term.compareTo(SHORTEST) < 0 || term.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException("a lease lasts 1 ms to 1 day, got " + term);
    }
  }
}

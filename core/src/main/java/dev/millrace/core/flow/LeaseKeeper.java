package dev.millrace.core.flow;

import dev.millrace.error.ErrorCode;
import dev.millrace.error.MillraceException;
import dev.millrace.spi.store.Lease;
import dev.millrace.spi.store.RunStore;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Renews a run's lease three times per term until closed. A renewal that fails because the store is
 * busy is tried again at the next beat; one that finds the lease lost is remembered and thrown at
 * the next {@link #check}. Thread-safe.
 */
final class LeaseKeeper implements AutoCloseable {
  static final Duration TERM = Duration.ofSeconds(30);

  private final RunStore runs;
  private final Clock clock;
  private final ScheduledFuture<?> beat;
  private volatile Lease lease;
  private volatile @Nullable MillraceException lost;

  @SuppressWarnings("FutureReturnValueIgnored") // a beat reports through `lost`
  LeaseKeeper(RunStore runs, Lease lease, Clock clock, ScheduledExecutorService heart) {
    this.runs = runs;
    this.lease = lease;
    this.clock = clock;
    long period = TERM.toMillis() / 3;
    this.beat = heart.scheduleWithFixedDelay(this::renew, period, period, TimeUnit.MILLISECONDS);
  }

  /** The lease as last renewed. */
  Lease lease() {
    return lease;
  }

  /** Fails with LEASE_LOST once the lease is known to be lost. */
  void check() {
    MillraceException failure = lost;
    if (failure != null) {
      throw failure;
    }
  }

  private void renew() {
    if (lost != null) {
      return;
    }
    try {
      lease = runs.renew(lease, TERM, clock.instant());
    } catch (MillraceException e) {
      if (e.code() == ErrorCode.LEASE_LOST) {
        lost = e;
      }
    }
  }

  @Override
  public void close() {
    beat.cancel(false);
  }
}

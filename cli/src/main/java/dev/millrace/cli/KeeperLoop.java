package dev.millrace.cli;

import dev.millrace.core.serve.ReleaseKeeper;
import dev.millrace.error.MillraceException;
import dev.millrace.spi.store.ChangeFeed;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Has the keeper of releases look at the store when something may have changed in it, and when it
 * must by itself; an idle server reads no table in between.
 */
final class KeeperLoop {
  /** Between two looks of what needs no store. */
  private static final Duration TURN = Duration.ofMillis(200);

  private final ChangeFeed feed;
  private final ReleaseKeeper keeper;
  private final Runnable eachTurn;
  private final LongSupplier nanos;
  private long due;

  /**
   * @param eachTurn done several times a second, whether something has changed or not
   * @param nanos a clock that is never set
   */
  KeeperLoop(ChangeFeed feed, ReleaseKeeper keeper, Runnable eachTurn, LongSupplier nanos) {
    this.feed = feed;
    this.keeper = keeper;
    this.eachTurn = eachTurn;
    this.nanos = nanos;
    this.due = nanos.getAsLong();
  }

  /** Waits a moment for a change, then does what is due. */
  void turn() {
    boolean changed = changed();
    if (changed || nanos.getAsLong() - due >= 0) {
      keeper.tick();
      due = nanos.getAsLong() + keeper.patience().toNanos();
    }
    eachTurn.run();
  }

  /** A feed that fails sees nothing: then it is looked at every turn. */
  private boolean changed() {
    try {
      try {
        return feed.await(TURN);
      } catch (MillraceException e) {
        Thread.sleep(TURN);
        return true;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}

package dev.millrace.core.monitor;

import dev.millrace.column.Batch;
import dev.millrace.core.serve.TrafficTally;
import dev.millrace.scorer.Scores;
import java.util.Optional;

/**
 * Counts the open window of one version. Threads count into stripes of their own, so that they
 * rarely meet; closing a window takes what the stripes hold and lets them begin anew.
 */
final class WindowTally implements TrafficTally {
  private final Reference reference;
  private final Stripe[] stripes;

  /** Counts of some of the threads. */
  private static final class Stripe {
    private TrafficCounts counts;

    Stripe(TrafficCounts counts) {
      this.counts = counts;
    }
  }

  /**
   * @param stripes about as many as threads that serve
   */
  WindowTally(Reference reference, int stripes) {
    this.reference = reference;
    this.stripes = new Stripe[stripes];
    for (int i = 0; i < stripes; i++) {
      this.stripes[i] = new Stripe(new TrafficCounts(reference));
    }
  }

  @Override
  public void add(Batch inputs, Scores scores) {
    Stripe stripe = stripes[(int) (Thread.currentThread().threadId() % stripes.length)];
    synchronized (stripe) {
      stripe.counts.add(inputs, scores);
    }
  }

  /** Rows counted since the last window was closed. */
  long rows() {
    long rows = 0;
    for (Stripe stripe : stripes) {
      synchronized (stripe) {
        rows += stripe.counts.rows();
      }
    }
    return rows;
  }

  /** What was counted since the last call; empty when nothing was. */
  Optional<TrafficWindow> close() {
    TrafficWindow window = null;
    for (Stripe stripe : stripes) {
      TrafficCounts taken;
      synchronized (stripe) {
        if (stripe.counts.rows() == 0) {
          continue;
        }
        taken = stripe.counts;
        stripe.counts = new TrafficCounts(reference);
      }
      TrafficWindow part = taken.snapshot();
      window = window == null ? part : window.plus(part);
    }
    return Optional.ofNullable(window);
  }
}

package dev.millrace.core.serve;

import dev.millrace.column.Batch;
import dev.millrace.core.release.Comparison;
import dev.millrace.core.release.ShadowTally;
import dev.millrace.error.MillraceException;
import dev.millrace.scorer.Scores;
import dev.millrace.spi.store.ReleaseRoute;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/**
 * A candidate that scores what others were answered about. It fails where it cannot answer what the
 * live version could, whoever is to blame. Safe for any number of threads.
 */
final class Shadow {
  private static final Logger LOG = System.getLogger(Shadow.class.getName());

  private final String rollout;
  private final ServedModel candidate;
  private final Comparison.Shadow settings;
  private final LongSupplier nanoTime;
  private final LongAdder compared = new LongAdder();
  private final LongAdder differing = new LongAdder();
  private final DoubleAdder distance = new DoubleAdder();
  private final LongAdder passed = new LongAdder();
  private volatile boolean failed;

  Shadow(String rollout, ServedModel candidate, Comparison.Shadow settings, LongSupplier nanoTime) {
    this.rollout = Objects.requireNonNull(rollout);
    this.candidate = Objects.requireNonNull(candidate);
    this.settings = Objects.requireNonNull(settings);
    this.nanoTime = Objects.requireNonNull(nanoTime);
  }

  boolean isOf(String other) {
    return rollout.equals(other);
  }

  /** Whether a request is in the share. */
  boolean takes(long hash) {
    return Long.remainderUnsigned(hash, ReleaseRoute.WHOLE) < settings.share();
  }

  /** Counts a request that there was no time for. */
  void pass() {
    passed.increment();
  }

  /** Scores the rows of a request and compares with what was answered. */
  void compare(PredictRequest request, Scores answered, List<Integer> decisions) {
    long begun = nanoTime.getAsLong();
    try {
      Batch batch = request.values(candidate.reader());
      Scores scores = candidate.scorer().score(batch);
      for (int row = 0; row < answered.rows(); row++) {
        compare(answered, decisions, scores, row);
      }
      candidate.counter().answered(nanoTime.getAsLong() - begun);
    } catch (MillraceException | IllegalArgumentException e) {
      candidate.counter().failed();
      if (!failed) {
        failed = true;
        LOG.log(
            Level.WARNING,
            "the shadow, version "
                + candidate.content().version()
                + ", could not answer what was answered; told once",
            e);
      }
    }
  }

  private void compare(Scores answered, List<Integer> decisions, Scores scores, int row) {
    compared.increment();
    boolean same = answered.labels().equals(scores.labels());
    double far = same ? distance(answered, scores, row) : 1;
    distance.add(far);
    if (!same || isOther(answered, decisions, scores, row)) {
      differing.increment();
    }
  }

  private boolean isOther(Scores answered, List<Integer> decisions, Scores scores, int row) {
    if (candidate.decision().isPresent()) {
      return candidate.decision().get().decide(scores, row) != decisions.get(row);
    }
    double one = answered.score(row, 0);
    double other = scores.score(row, 0);
    double largest = Math.max(Math.abs(one), Math.abs(other));
    return Math.abs(one - other) > settings.tolerance() * largest;
  }

  private static double distance(Scores answered, Scores scores, int row) {
    double most = 0;
    for (int output = 0; output < answered.outputs(); output++) {
      most = Math.max(most, Math.abs(answered.score(row, output) - scores.score(row, output)));
    }
    return most;
  }

  ServedModel candidate() {
    return candidate;
  }

  /** What was seen; rows that are being compared may be in some of the numbers only. */
  ShadowTally tally() {
    long differ = differing.sum();
    return new ShadowTally(Math.max(differ, compared.sum()), differ, distance.sum(), passed.sum());
  }
}

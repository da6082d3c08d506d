package dev.millrace.core.serve;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Times to answer, counted in buckets whose width grows with the time: eight to each doubling, so
 * that a quantile is at most an eighth too high. Safe for any number of threads.
 */
final class Latencies {
  private static final int PER_DOUBLING = 8;
  private static final int BUCKETS = 64 * PER_DOUBLING;

  private final AtomicLongArray counts = new AtomicLongArray(BUCKETS);

  void add(long nanos) {
    counts.incrementAndGet(bucket(nanos));
  }

  /** Smallest upper end of a bucket at or below which a share of the times lie; 0 without any. */
  long quantile(double share) {
    long total = 0;
    for (int i = 0; i < BUCKETS; i++) {
      total += counts.get(i);
    }
    if (total == 0) {
      return 0;
    }
    long wanted = (long) Math.ceil(share * total);
    long seen = 0;
    for (int i = 0; i < BUCKETS; i++) {
      seen += counts.get(i);
      if (seen >= wanted) {
        return upperEnd(i);
      }
    }
    return upperEnd(BUCKETS - 1);
  }

  static int bucket(long nanos) {
    long positive = Math.max(nanos, PER_DOUBLING);
    int doubling = 63 - Long.numberOfLeadingZeros(positive);
    int inside = (int) (positive >>> (doubling - 3)) & (PER_DOUBLING - 1);
    return doubling * PER_DOUBLING + inside;
  }

  static long upperEnd(int bucket) {
    int doubling = bucket / PER_DOUBLING;
    long inside = bucket % PER_DOUBLING + PER_DOUBLING + 1L;
    return doubling < 3 ? PER_DOUBLING : (inside << (doubling - 3)) - 1;
  }
}

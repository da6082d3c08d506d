package dev.millrace.core.serve;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
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

  /** How many times lie in each bucket that has any. */
  SortedMap<Integer, Long> counts() {
    SortedMap<Integer, Long> found = new TreeMap<>();
    for (int bucket = 0; bucket < BUCKETS; bucket++) {
      long count = counts.get(bucket);
      if (count > 0) {
        found.put(bucket, count);
      }
    }
    return found;
  }

  /**
   * Smallest upper end of a bucket at or below which a share of the times lie; 0 without any.
   *
   * @param counts as {@link #counts} gives them, or the sums of several
   */
  static long quantile(SortedMap<Integer, Long> counts, double share) {
    long total = counts.values().stream().mapToLong(Long::longValue).sum();
    long wanted = (long) Math.ceil(share * total);
    long seen = 0;
    for (Map.Entry<Integer, Long> bucket : counts.entrySet()) {
      seen += bucket.getValue();
      if (seen >= wanted) {
        return upperEnd(bucket.getKey());
      }
    }
    return 0;
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

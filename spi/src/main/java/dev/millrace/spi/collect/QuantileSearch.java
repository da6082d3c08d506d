package dev.millrace.spi.collect;

import dev.millrace.column.ColumnName;
import dev.millrace.spi.collect.Together.Slot;
import dev.millrace.spi.collect.Together.States;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * How far the search for one column's order statistics is: each wanted rank is a known value, or
 * lies within the values whose key starts with a known prefix.
 */
final class QuantileSearch {
  private final ColumnName column;
  private final List<Double> probabilities;

  private long count = -1;
  private long openValues;
  private int knownBits;

  /** Open ranks by prefix; ranks count from the smallest value of that prefix. */
  private Map<Long, List<Target>> open = new TreeMap<>(Long::compareUnsigned);

  private final Map<Long, Double> found = new TreeMap<>();

  private @Nullable Slot<KeyHistogram.State> histogram;
  private @Nullable Slot<KeyGather.State> gather;

  private record Target(long rank, long within) {}

  /**
   * @param rows upper bound of the number of values
   */
  QuantileSearch(ColumnName column, List<Double> probabilities, long rows) {
    for (double probability : probabilities) {
      if (!(probability >= 0 && probability <= 1)) {
        throw new IllegalArgumentException("a probability is 0 to 1, got " + probability);
      }
    }
    this.column = column;
    this.probabilities = probabilities;
    this.openValues = rows;
  }

  ColumnName column() {
    return column;
  }

  boolean isDone() {
    return count >= 0 && open.isEmpty();
  }

  /** Bytes that the state of the next round takes. */
  long stateBytes() {
    return gathers() ? 16L * openValues : 24L * KeyHistogram.BUCKETS * prefixes().length;
  }

  /** Adds the next round to a scan. */
  void join(TogetherBuilder together) {
    if (gathers()) {
      gather = together.add(new KeyGather(column, knownBits, prefixes()));
    } else {
      histogram = together.add(new KeyHistogram(column, knownBits, prefixes()));
    }
  }

  /** Takes what the round found. */
  void take(States states) {
    if (gather != null) {
      takeGathered(states.at(gather).sorted());
    } else if (histogram != null) {
      takeBuckets(states.at(histogram));
    }
    gather = null;
    histogram = null;
  }

  Quantiles result() {
    List<Double> values = new ArrayList<>();
    for (double probability : probabilities) {
      if (count > 0) {
        values.add(quantile(probability));
      }
    }
    return new Quantiles(count, probabilities, values);
  }

  private boolean gathers() {
    return openValues <= KeyGather.MOST;
  }

  private long[] prefixes() {
    return knownBits == 0
        ? new long[] {0}
        : open.keySet().stream().mapToLong(Long::longValue).toArray();
  }

  /** Once the number of values is known, so are the ranks. */
  private void start(long values) {
    if (count >= 0) {
      return;
    }
    count = values;
    TreeSet<Long> ranks = new TreeSet<>();
    for (double probability : probabilities) {
      if (count > 0) {
        long low = (long) position(probability);
        ranks.add(low);
        ranks.add(Math.min(low + 1, count - 1));
      }
    }
    if (!ranks.isEmpty()) {
      open.put(0L, ranks.stream().map(rank -> new Target(rank, rank)).toList());
    }
  }

  private void takeGathered(long[] sorted) {
    start(sorted.length);
    int from = 0;
    for (Map.Entry<Long, List<Target>> bucket : open.entrySet()) {
      while (knownBits > 0 && sorted[from] >>> (64 - knownBits) != bucket.getKey()) {
        from++;
      }
      for (Target target : bucket.getValue()) {
        found.put(target.rank(), value(sorted[(int) (from + target.within())]));
      }
    }
    open = new TreeMap<>();
  }

  private void takeBuckets(KeyHistogram.State state) {
    if (count < 0) {
      long values = 0;
      for (int bucket = 0; bucket < KeyHistogram.BUCKETS; bucket++) {
        values += state.count(bucket);
      }
      start(values);
    }
    Map<Long, List<Target>> next = new TreeMap<>(Long::compareUnsigned);
    long nextValues = 0;
    int first = 0;
    for (Map.Entry<Long, List<Target>> entry : open.entrySet()) {
      nextValues += refine(entry.getKey(), entry.getValue(), state, first, next);
      first += KeyHistogram.BUCKETS;
    }
    open = next;
    openValues = nextValues;
    knownBits += KeyHistogram.BITS;
  }

  private long refine(
      long prefix,
      List<Target> targets,
      KeyHistogram.State state,
      int first,
      Map<Long, List<Target>> next) {
    long values = 0;
    long below = 0;
    int at = 0;
    for (int bucket = 0; bucket < KeyHistogram.BUCKETS && at < targets.size(); bucket++) {
      long here = state.count(first + bucket);
      List<Target> inside = new ArrayList<>();
      while (at < targets.size() && targets.get(at).within() < below + here) {
        Target target = targets.get(at++);
        inside.add(new Target(target.rank(), target.within() - below));
      }
      below += here;
      long least = state.least(first + bucket);
      if (!inside.isEmpty() && least == state.greatest(first + bucket)) {
        inside.forEach(target -> found.put(target.rank(), value(least)));
      } else if (!inside.isEmpty()) {
        next.put(prefix << KeyHistogram.BITS | bucket, inside);
        values += here;
      }
    }
    return values;
  }

  private static double value(long key) {
    return DoubleKey.value(key ^ Long.MIN_VALUE);
  }

  private double position(double probability) {
    return probability * (count - 1);
  }

  private double quantile(double probability) {
    double position = position(probability);
    long low = (long) position;
    double share = position - low;
    double below = at(low);
    double above = at(Math.min(low + 1, count - 1));
    if (share == 0 || below == above) {
      return below;
    }
    double span = above - below;
    return span <= Double.MAX_VALUE ? below + span * share : below * (1 - share) + above * share;
  }

  private double at(long rank) {
    Double value = found.get(rank);
    if (value == null) {
      throw new IllegalStateException("the search for '" + column + "' is not done");
    }
    return value;
  }
}

package dev.millrace.spi.collect;

import dev.millrace.column.Column;
import dev.millrace.column.ColumnName;
import dev.millrace.spi.scan.CollectorLaw;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * One round of {@link ExactQuantiles}: among the finite values whose order-preserving 64-bit key
 * starts with one of the given prefixes, counts by the next 12 bits, with the smallest and largest
 * key of each bucket.
 */
final class KeyHistogram extends ColumnCollector<KeyHistogram.State> {
  private static final long serialVersionUID = 1L;

  /** Bits that one round adds to a prefix. */
  static final int BITS = 12;

  static final int BUCKETS = 1 << BITS;

  private static final int CHUNK = 1024;

  private final int knownBits;
  private final long[] prefixes;

  /** Buckets of each prefix, one after the other. Keys are unsigned. */
  static final class State {
    private final long[] counts;
    private final long[] least;
    private final long[] greatest;

    private State(int buckets) {
      this.counts = new long[buckets];
      this.least = new long[buckets];
      this.greatest = new long[buckets];
      Arrays.fill(least, -1);
    }

    long count(int bucket) {
      return counts[bucket];
    }

    long least(int bucket) {
      return least[bucket];
    }

    long greatest(int bucket) {
      return greatest[bucket];
    }

    private void add(int bucket, long key) {
      counts[bucket]++;
      if (Long.compareUnsigned(key, least[bucket]) < 0) {
        least[bucket] = key;
      }
      if (Long.compareUnsigned(key, greatest[bucket]) > 0) {
        greatest[bucket] = key;
      }
    }
  }

  /**
   * @param knownBits length of each prefix, 0 to 60
   * @param prefixes the prefixes in ascending order, as the low bits of each number
   */
  KeyHistogram(ColumnName column, int knownBits, long[] prefixes) {
    super(column);
    this.knownBits = knownBits;
    this.prefixes = prefixes.clone();
  }

  @Override
  public CollectorLaw law() {
    return CollectorLaw.exact(24L * BUCKETS * prefixes.length + 256);
  }

  @Override
  public State fresh() {
    return new State(BUCKETS * prefixes.length);
  }

  @Override
  void add(State state, Column values) {
    long[] keys = new long[Math.min(CHUNK, values.rows())];
    for (int from = 0; from < values.rows(); from += CHUNK) {
      int to = Math.min(values.rows(), from + CHUNK);
      int count = DoubleKey.fillFinite(keys, values, from, to);
      if (count < 0) {
        throw unreadable(values);
      }
      count(state, keys, count);
    }
  }

  private void count(State state, long[] keys, int count) {
    int bits = Math.min(BITS, 64 - knownBits);
    int down = 64 - bits - knownBits;
    int mask = (1 << bits) - 1;
    for (int i = 0; i < count; i++) {
      long key = keys[i] ^ Long.MIN_VALUE;
      int prefix = knownBits == 0 ? 0 : find(key >>> (64 - knownBits));
      if (prefix >= 0) {
        state.add(prefix << BITS | (int) (key >>> down) & mask, key);
      }
    }
  }

  private int find(long prefix) {
    if (prefixes.length == 1) {
      return prefixes[0] == prefix ? 0 : -1;
    }
    return Arrays.binarySearch(prefixes, prefix);
  }

  @Override
  public State merge(State left, State right) {
    for (int bucket = 0; bucket < left.counts.length; bucket++) {
      if (right.counts[bucket] > 0) {
        left.counts[bucket] += right.counts[bucket];
        left.least[bucket] = unsignedMin(left.least[bucket], right.least[bucket]);
        left.greatest[bucket] = unsignedMax(left.greatest[bucket], right.greatest[bucket]);
      }
    }
    return left;
  }

  private static long unsignedMin(long a, long b) {
    return Long.compareUnsigned(a, b) < 0 ? a : b;
  }

  private static long unsignedMax(long a, long b) {
    return Long.compareUnsigned(a, b) > 0 ? a : b;
  }

  @Override
  public void write(State state, DataOutput out) throws IOException {
    out.writeInt(state.counts.length);
    for (int bucket = 0; bucket < state.counts.length; bucket++) {
      out.writeLong(state.counts[bucket]);
      out.writeLong(state.least[bucket]);
      out.writeLong(state.greatest[bucket]);
    }
  }

  @Override
  public State read(DataInput in) throws IOException {
    State state = new State(in.readInt());
    for (int bucket = 0; bucket < state.counts.length; bucket++) {
      state.counts[bucket] = in.readLong();
      state.least[bucket] = in.readLong();
      state.greatest[bucket] = in.readLong();
    }
    return state;
  }
}

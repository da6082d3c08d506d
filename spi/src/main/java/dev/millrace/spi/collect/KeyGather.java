package dev.millrace.spi.collect;

import dev.millrace.column.Column;
import dev.millrace.column.ColumnName;
import dev.millrace.spi.scan.CollectorLaw;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;

/**
 * The last round of {@link ExactQuantiles}: all finite values whose order-preserving key starts
 * with one of the given prefixes, known to be few enough to hold.
 */
final class KeyGather extends ColumnCollector<KeyGather.State> {
  private static final long serialVersionUID = 1L;

  /** Most values one search gathers. */
  static final int MOST = 1 << 17;

  private static final int CHUNK = 1024;

  private final int knownBits;
  private final long[] prefixes;

  /** Keys gathered. */
  static final class State {
    private long[] gathered = new long[64];
    private int size;

    private State() {}

    /** The keys in ascending unsigned order. */
    long[] sorted() {
      long[] sorted = Arrays.copyOf(gathered, size);
      for (int i = 0; i < size; i++) {
        sorted[i] ^= Long.MIN_VALUE;
      }
      Arrays.sort(sorted);
      for (int i = 0; i < size; i++) {
        sorted[i] ^= Long.MIN_VALUE;
      }
      return sorted;
    }

    private void add(long key) {
      if (size == gathered.length) {
        gathered = Arrays.copyOf(gathered, size * 2);
      }
      gathered[size++] = key;
    }
  }

  /** Prefixes as in {@link KeyHistogram}; 0 known bits gather every value. */
  KeyGather(ColumnName column, int knownBits, long[] prefixes) {
    super(column);
    this.knownBits = knownBits;
    this.prefixes = prefixes.clone();
  }

  @Override
  public CollectorLaw law() {
    return CollectorLaw.exact(16L * MOST + 256).atBound(CollectorLaw.AtBound.REFUSE);
  }

  @Override
  public State fresh() {
    return new State();
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
      for (int i = 0; i < count; i++) {
        long key = keys[i] ^ Long.MIN_VALUE;
        if (knownBits == 0 || Arrays.binarySearch(prefixes, key >>> (64 - knownBits)) >= 0) {
          state.add(key);
        }
      }
    }
    requireRoom(state);
  }

  private void requireRoom(State state) {
    if (state.size > MOST) {
      throw new IllegalStateException(
          String.format(
              Locale.ROOT, "gathered more than %d values of column '%s'", MOST, column()));
    }
  }

  @Override
  public State merge(State left, State right) {
    for (int i = 0; i < right.size; i++) {
      left.add(right.gathered[i]);
    }
    requireRoom(left);
    return left;
  }

  @Override
  public void write(State state, DataOutput out) throws IOException {
    out.writeInt(state.size);
    for (long key : state.sorted()) {
      out.writeLong(key);
    }
  }

  @Override
  public State read(DataInput in) throws IOException {
    State state = new State();
    for (int left = in.readInt(); left > 0; left--) {
      state.add(in.readLong());
    }
    return state;
  }
}

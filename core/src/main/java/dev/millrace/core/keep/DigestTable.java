package dev.millrace.core.keep;

import dev.millrace.digest.Digest;

/**
 * Numbers by digest, in 24 bytes each at most half full: a hundred thousand contents take some
 * megabytes. Two digests that are equal in their first 128 bits count as one. Not safe for threads.
 */
final class DigestTable {
  private static final int HALF = 16;

  private long[] high = new long[1 << 10];
  private long[] low = new long[1 << 10];

  /** Value plus one; 0 where there is none. */
  private long[] values = new long[1 << 10];

  private int size;

  /** Puts a number, of 0 or more, in place of the one that is there. */
  void put(Digest digest, long value) {
    if (value < 0) {
      throw new IllegalArgumentException("a number of 0 or more, got " + value);
    }
    if (2 * (size + 1) > values.length) {
      grow();
    }
    int slot = slot(part(digest, 0), part(digest, 1));
    if (values[slot] == 0) {
      size++;
      high[slot] = part(digest, 0);
      low[slot] = part(digest, 1);
    }
    values[slot] = value + 1;
  }

  void add(Digest digest) {
    put(digest, 0);
  }

  boolean contains(Digest digest) {
    return find(digest) >= 0;
  }

  /** The number of a digest; -1 when there is none. */
  long find(Digest digest) {
    return values[slot(part(digest, 0), part(digest, 1))] - 1;
  }

  int size() {
    return size;
  }

  private static long part(Digest digest, int part) {
    return Long.parseUnsignedLong(digest.hex(), part * HALF, (part + 1) * HALF, HALF);
  }

  private int slot(long first, long second) {
    int slot = (int) (first ^ second >>> 7) & values.length - 1;
    while (values[slot] != 0 && (high[slot] != first || low[slot] != second)) {
      slot = slot + 1 & values.length - 1;
    }
    return slot;
  }

  private void grow() {
    long[] oldHigh = high;
    long[] oldLow = low;
    long[] old = values;
    high = new long[2 * old.length];
    low = new long[2 * old.length];
    values = new long[2 * old.length];
    for (int i = 0; i < old.length; i++) {
      if (old[i] != 0) {
        int slot = slot(oldHigh[i], oldLow[i]);
        high[slot] = oldHigh[i];
        low[slot] = oldLow[i];
        values[slot] = old[i];
      }
    }
  }
}

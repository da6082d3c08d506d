package dev.millrace.duckdb;

import java.util.Arrays;

/** The smallest of many unsigned numbers, at most so many of them. Not thread-safe. */
final class SmallestHashes {
  private final int most;

  /** Numbers with their sign bit flipped, so that signed order is unsigned order. */
  private long[] flipped = new long[16];

  private int used;

  SmallestHashes(int most) {
    this.most = most;
  }

  void add(long number) {
    if (used == flipped.length) {
      if (used >= 2L * most) {
        shrink();
      } else {
        flipped = Arrays.copyOf(flipped, used * 2);
      }
    }
    flipped[used++] = number ^ Long.MIN_VALUE;
  }

  void addAll(SmallestHashes other) {
    other.shrink();
    for (int i = 0; i < other.used; i++) {
      add(other.flipped[i] ^ Long.MIN_VALUE);
    }
  }

  /** Largest of the smallest numbers; 0 when there are none. */
  long largest() {
    shrink();
    return used == 0 ? 0 : flipped[used - 1] ^ Long.MIN_VALUE;
  }

  /** How many of the smallest numbers equal the largest of them. */
  int room() {
    shrink();
    int equal = 0;
    while (equal < used && flipped[used - 1 - equal] == flipped[used - 1]) {
      equal++;
    }
    return equal;
  }

  private void shrink() {
    Arrays.sort(flipped, 0, used);
    used = Math.min(used, most);
  }
}

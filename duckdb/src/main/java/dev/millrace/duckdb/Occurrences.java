package dev.millrace.duckdb;

/**
 * How often each content hash has been seen so far. Twelve bytes for each different hash, at most
 * twice that while it grows. Not thread-safe.
 */
final class Occurrences {
  private static final int FIRST_CAPACITY = 1 << 12;

  private long[] hashes = new long[FIRST_CAPACITY];
  private int[] counts = new int[FIRST_CAPACITY];
  private int used;

  /** Counts the hash in; gives how often it was seen before. */
  int next(long hash) {
    int slot = find(hash);
    if (counts[slot] == 0) {
      hashes[slot] = hash;
      if (++used > hashes.length / 8 * 5) {
        counts[slot] = 1;
        grow();
        return 0;
      }
    }
    return counts[slot]++;
  }

  private int find(long hash) {
    int mask = hashes.length - 1;
    // Content hashes are well mixed: their lower bits serve as they are.
    int slot = (int) hash & mask;
    while (counts[slot] != 0 && hashes[slot] != hash) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private void grow() {
    long[] oldHashes = hashes;
    int[] oldCounts = counts;
    hashes = new long[Math.multiplyExact(oldHashes.length, 2)];
    counts = new int[hashes.length];
    for (int i = 0; i < oldHashes.length; i++) {
      if (oldCounts[i] != 0) {
        int slot = find(oldHashes[i]);
        hashes[slot] = oldHashes[i];
        counts[slot] = oldCounts[i];
      }
    }
  }
}

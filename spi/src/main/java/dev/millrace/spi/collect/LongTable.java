package dev.millrace.spi.collect;

import dev.millrace.spi.data.RowHash;
import java.util.stream.IntStream;

/** Counts of distinct numbers, in an open-addressing table at most half full. */
final class LongTable {
  private long[] keys = new long[16];
  private long[] counts = new long[16];
  private int shift = 60;
  private int size;

  int size() {
    return size;
  }

  /** Adds to the count of a number whose {@link RowHash#finish} is {@code hash}. */
  void add(long key, long hash, long count) {
    int mask = keys.length - 1;
    int slot = (int) (hash >>> shift);
    while (counts[slot] != 0) {
      if (keys[slot] == key) {
        counts[slot] += count;
        return;
      }
      slot = (slot + 1) & mask;
    }
    keys[slot] = key;
    counts[slot] = count;
    size++;
    if (size > keys.length >> 1) {
      grow();
    }
  }

  /**
   * Counts the numbers from one place of an array up to another, until there are more than {@code
   * most} distinct ones.
   *
   * @return place of the first number not counted
   */
  int count(long[] numbers, int from, int to, int most) {
    int at = from;
    while (at < to && size <= most) {
      at = countKnown(numbers, at, to);
      if (at < to) {
        long key = numbers[at++];
        add(key, RowHash.finish(key), 1);
      }
    }
    return at;
  }

  /** Counts numbers up to the first that is new. */
  private int countKnown(long[] numbers, int from, int to) {
    long[] known = keys;
    long[] sums = counts;
    int mask = known.length - 1;
    int down = shift;
    for (int at = from; at < to; at++) {
      long key = numbers[at];
      int slot = (int) (RowHash.finish(key) >>> down);
      while (known[slot] != key) {
        if (sums[slot] == 0) {
          return at;
        }
        slot = (slot + 1) & mask;
      }
      if (sums[slot] == 0) {
        return at;
      }
      sums[slot]++;
    }
    return to;
  }

  void add(LongTable other) {
    for (int slot = 0; slot < other.keys.length; slot++) {
      if (other.counts[slot] != 0) {
        add(other.keys[slot], RowHash.finish(other.keys[slot]), other.counts[slot]);
      }
    }
  }

  void addHashesTo(HyperLogLog sketch) {
    for (int slot = 0; slot < keys.length; slot++) {
      if (counts[slot] != 0) {
        sketch.add(RowHash.finish(keys[slot]));
      }
    }
  }

  /** Slots in use, by number. */
  int[] sortedSlots() {
    return usedSlots()
        .boxed()
        .sorted((a, b) -> Long.compare(keys[a], keys[b]))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  /** The slots of the most frequent numbers, most frequent first, ties by number. */
  int[] topSlots(int most) {
    return usedSlots()
        .boxed()
        .sorted(
            (a, b) ->
                counts[a] != counts[b]
                    ? Long.compare(counts[b], counts[a])
                    : Long.compare(keys[a], keys[b]))
        .limit(most)
        .mapToInt(Integer::intValue)
        .toArray();
  }

  long key(int slot) {
    return keys[slot];
  }

  long count(int slot) {
    return counts[slot];
  }

  private IntStream usedSlots() {
    return IntStream.range(0, keys.length).filter(slot -> counts[slot] != 0);
  }

  private void grow() {
    long[] oldKeys = keys;
    long[] oldCounts = counts;
    keys = new long[oldKeys.length * 2];
    counts = new long[oldKeys.length * 2];
    shift--;
    int mask = keys.length - 1;
    for (int old = 0; old < oldKeys.length; old++) {
      if (oldCounts[old] != 0) {
        int slot = (int) (RowHash.finish(oldKeys[old]) >>> shift);
        while (counts[slot] != 0) {
          slot = (slot + 1) & mask;
        }
        keys[slot] = oldKeys[old];
        counts[slot] = oldCounts[old];
      }
    }
  }
}

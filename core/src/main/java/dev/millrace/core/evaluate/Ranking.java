package dev.millrace.core.evaluate;

import java.util.Arrays;

/** Orders rows by score without boxing: sorts keys made of score bits and row position. */
final class Ranking {
  private Ranking() {}

  /** The chosen rows by descending score, ties by ascending row; NaN is refused. */
  static int[] descending(double[] scores, int[] chosen) {
    int rows = chosen.length;
    long[] keys = new long[rows];
    for (int i = 0; i < rows; i++) {
      double score = scores[chosen[i]];
      if (Double.isNaN(score)) {
        throw new IllegalArgumentException("row " + chosen[i] + " has no score");
      }
      // Order-preserving bits of the negated score: ascending keys are descending scores.
      long bits = Double.doubleToLongBits(score == 0 ? 0.0 : -score);
      keys[i] = bits ^ ((bits >> 63) & Long.MAX_VALUE);
    }
    long[] sorted = keys.clone();
    Arrays.sort(sorted);
    return place(keys, sorted, chosen);
  }

  /** Turns sorted keys back into rows: each distinct key's rows follow in ascending order. */
  private static int[] place(long[] keys, long[] sorted, int[] chosen) {
    int[] next = new int[sorted.length];
    int distinct = 0;
    long[] firstKeys = new long[sorted.length];
    for (int i = 0; i < sorted.length; i++) {
      if (i == 0 || sorted[i] != sorted[i - 1]) {
        firstKeys[distinct] = sorted[i];
        next[distinct++] = i;
      }
    }
    int[] order = new int[sorted.length];
    for (int i = 0; i < keys.length; i++) {
      int group = Arrays.binarySearch(firstKeys, 0, distinct, keys[i]);
      order[next[group]++] = chosen[i];
    }
    return order;
  }
}

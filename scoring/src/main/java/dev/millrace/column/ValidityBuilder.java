package dev.millrace.column;

import java.util.Arrays;

/** Collects which rows are missing; rows not named hold a value. Not thread-safe, built once. */
public final class ValidityBuilder {
  private static final long[] NONE = {};

  private long[] words = NONE;
  private int missingUpTo;

  /** Marks one row as missing. */
  public void missing(int row) {
    int word = row >> 6;
    if (word >= words.length) {
      int before = words.length;
      words = Arrays.copyOf(words, Math.max(word + 1, before * 2));
      Arrays.fill(words, before, words.length, -1L);
    }
    words[word] &= ~(1L << row);
    missingUpTo = Math.max(missingUpTo, row + 1);
  }

  public Validity build(int rows) {
    if (missingUpTo > rows) {
      throw new IllegalArgumentException("row " + (missingUpTo - 1) + " of " + rows);
    }
    if (missingUpTo == 0) {
      return Validity.all(rows);
    }
    int before = words.length;
    long[] all = Arrays.copyOf(words, (rows + 63) >> 6);
    if (all.length > before) {
      Arrays.fill(all, before, all.length, -1L);
    }
    return Validity.owning(rows, all);
  }
}

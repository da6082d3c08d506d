package dev.millrace.column;

/** Which rows of a column hold a value. Immutable; owns its words. */
public final class Validity {
  private static final long[] NONE_MISSING = {};

  private final int rows;
  private final long[] words;
  private final int missing;

  private Validity(int rows, long[] words, int missing) {
    this.rows = rows;
    this.words = words;
    this.missing = missing;
  }

  /** Every row holds a value. */
  public static Validity all(int rows) {
    return new Validity(rows, NONE_MISSING, 0);
  }

  /**
   * Rows whose bit is set hold a value. The array becomes this object's own.
   *
   * @param words bit {@code row & 63} of word {@code row >> 6}; bits past the last row are ignored
   */
  public static Validity owning(int rows, long[] words) {
    int valid = 0;
    for (int w = 0; w < (rows + 63) >> 6; w++) {
      long word = words[w];
      int left = rows - (w << 6);
      valid += Long.bitCount(left >= 64 ? word : word & ((1L << left) - 1));
    }
    return valid == rows ? all(rows) : new Validity(rows, words, rows - valid);
  }

  public int rows() {
    return rows;
  }

  public int missingCount() {
    return missing;
  }

  public boolean isMissing(int row) {
    return missing != 0 && (words[row >> 6] & (1L << row)) == 0;
  }

  /** Rows that hold a value in both. */
  public Validity and(Validity other) {
    if (missing == 0) {
      return other;
    }
    if (other.missing == 0) {
      return this;
    }
    long[] both = new long[(rows + 63) >> 6];
    for (int w = 0; w < both.length; w++) {
      both[w] = words[w] & other.words[w];
    }
    return owning(rows, both);
  }
}

package dev.millrace.histogram;

import dev.millrace.category.Vocabulary;
import java.util.Arrays;

/**
 * Counts of the categories of a fixed vocabulary, of all others together, and of cells that hold no
 * category (missing, or NaN in a FLOAT64 column).
 *
 * <p>{@link #plus} is exact, associative and commutative, and {@link #empty} is its neutral
 * element. Immutable.
 */
public final class CategoryHistogram {
  private final Vocabulary vocabulary;
  private final long[] counts;
  private final long other;
  private final long missing;

  private CategoryHistogram(Vocabulary vocabulary, long[] counts, long other, long missing) {
    if (counts.length != vocabulary.size()) {
      throw new IllegalArgumentException(
          counts.length + " counts for a vocabulary of " + vocabulary.size());
    }
    long total = Math.addExact(notNegative(other), notNegative(missing));
    for (long count : counts) {
      total = Math.addExact(total, notNegative(count));
    }
    this.vocabulary = vocabulary;
    this.counts = counts;
    this.other = other;
    this.missing = missing;
  }

  /** A histogram of these counts, one per value of the vocabulary. */
  public static CategoryHistogram of(
      Vocabulary vocabulary, long[] counts, long other, long missing) {
    return new CategoryHistogram(vocabulary, counts.clone(), other, missing);
  }

  /** Nothing counted. */
  public static CategoryHistogram empty(Vocabulary vocabulary) {
    return new CategoryHistogram(vocabulary, new long[vocabulary.size()], 0, 0);
  }

  private static long notNegative(long count) {
    if (count < 0) {
      throw new IllegalArgumentException("counts are not negative, got " + count);
    }
    return count;
  }

  public Vocabulary vocabulary() {
    return vocabulary;
  }

  /** Cells of one category of the vocabulary. */
  public long count(int code) {
    return counts[code];
  }

  /** Cells of categories outside the vocabulary. */
  public long other() {
    return other;
  }

  /** Cells without a category. */
  public long missing() {
    return missing;
  }

  /** All cells counted. */
  public long total() {
    return Arrays.stream(counts).sum() + other + missing;
  }

  /** Both counts in one; an {@link IllegalArgumentException} when the vocabularies differ. */
  public CategoryHistogram plus(CategoryHistogram that) {
    if (!vocabulary.equals(that.vocabulary)) {
      throw new IllegalArgumentException("histograms with different vocabularies have no sum");
    }
    long[] sums = new long[counts.length];
    for (int code = 0; code < sums.length; code++) {
      sums[code] = Math.addExact(counts[code], that.counts[code]);
    }
    return new CategoryHistogram(
        vocabulary, sums, Math.addExact(other, that.other), Math.addExact(missing, that.missing));
  }

  @Override
  public boolean equals(Object that) {
    return that instanceof CategoryHistogram histogram
        && vocabulary.equals(histogram.vocabulary)
        && Arrays.equals(counts, histogram.counts)
        && other == histogram.other
        && missing == histogram.missing;
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(counts) + Long.hashCode(other + 3 * missing);
  }

  @Override
  public String toString() {
    return total() + " cells over " + counts.length + " categories";
  }
}

package dev.millrace.histogram;

import dev.millrace.category.Vocabulary;
import dev.millrace.column.Column;

/**
 * Counts cells into the categories of a {@link CategoryHistogram}. Mutable and not thread-safe:
 * give each thread its own and merge their snapshots.
 */
public final class CategoryCounter {
  private final Vocabulary vocabulary;
  private final long[] counts;
  private long other;
  private long missing;

  public CategoryCounter(Vocabulary vocabulary) {
    this.vocabulary = vocabulary;
    this.counts = new long[vocabulary.size()];
  }

  /** Counts every cell of a column of a type that can hold categories. */
  public void add(Column column) {
    for (int code : vocabulary.codesOf(column)) {
      add(code);
    }
  }

  /** Counts one cell by its code, {@link Vocabulary#UNSEEN} or {@link Vocabulary#MISSING}. */
  public void add(int code) {
    if (code >= 0) {
      counts[code]++;
    } else if (code == Vocabulary.UNSEEN) {
      other++;
    } else {
      missing++;
    }
  }

  /** What was counted up to now. */
  public CategoryHistogram snapshot() {
    return CategoryHistogram.of(vocabulary, counts, other, missing);
  }
}

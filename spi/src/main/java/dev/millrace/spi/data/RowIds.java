package dev.millrace.spi.data;

/**
 * Identities of some rows: where each came from, and a hash that stays with it wherever it stands.
 * Immutable; thread-safe.
 *
 * <p>The row hash is taken over the declared key columns or, without keys, over the row's canonical
 * content and its occurrence number among equal rows. Splits, folds, samples and bootstrap weights
 * use the hash, never a position.
 */
public final class RowIds {
  private final int[] sources;
  private final long[] ordinals;
  private final long[] hashes;

  private RowIds(int[] sources, long[] ordinals, long[] hashes) {
    this.sources = sources;
    this.ordinals = ordinals;
    this.hashes = hashes;
  }

  /** Makes the arrays, of equal length, this object's own. */
  public static RowIds owning(int[] sources, long[] ordinals, long[] hashes) {
    if (sources.length != hashes.length || ordinals.length != hashes.length) {
      throw new IllegalArgumentException("row identities of different lengths");
    }
    return new RowIds(sources, ordinals, hashes);
  }

  public int rows() {
    return hashes.length;
  }

  /** Index of the source object within the cut's list. */
  public int sourceAt(int row) {
    return sources[row];
  }

  /** Number of the record within its source object, from 0, header not counted. */
  public long ordinalAt(int row) {
    return ordinals[row];
  }

  /** 64-bit hash of key, or of content and occurrence. */
  public long hashAt(int row) {
    return hashes[row];
  }

  /** Index of the source object of each row. */
  public int[] sources() {
    return sources.clone();
  }

  /** Number of the record of each row. */
  public long[] ordinals() {
    return ordinals.clone();
  }

  /** Hash of each row. */
  public long[] hashes() {
    return hashes.clone();
  }

  public RowIds select(int[] rows) {
    int[] chosenSources = new int[rows.length];
    long[] chosenOrdinals = new long[rows.length];
    long[] chosenHashes = new long[rows.length];
    for (int i = 0; i < rows.length; i++) {
      chosenSources[i] = sources[rows[i]];
      chosenOrdinals[i] = ordinals[rows[i]];
      chosenHashes[i] = hashes[rows[i]];
    }
    return new RowIds(chosenSources, chosenOrdinals, chosenHashes);
  }
}

package dev.millrace.spi.scan;

/**
 * A sample: the third of the three shapes. The rows whose mixed hash ({@link
 * dev.millrace.spi.data.RowHash#mix} of row hash and seed) is smallest as an unsigned number, at
 * most {@code rows} of them, ties by source and ordinal, in cut order; the same rows on every
 * engine.
 *
 * @param rows largest number of rows, 1 to 10,000,000
 * @param seed chooses among samples
 */
public record SampleSize(int rows, long seed) {
  public SampleSize {
    if (rows < 1 || rows > 10_000_000) {
      throw new IllegalArgumentException("a sample has 1 to 10,000,000 rows, got " + rows);
    }
  }
}

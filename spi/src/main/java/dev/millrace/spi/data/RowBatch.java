package dev.millrace.spi.data;

import dev.millrace.column.Batch;

/** Some rows of a cut with their identities, in cut order unless an ordered pass says otherwise. */
public record RowBatch(Batch values, RowIds ids) {
  public RowBatch {
    if (values.rows() != ids.rows()) {
      throw new IllegalArgumentException(ids.rows() + " identities for " + values.rows() + " rows");
    }
  }

  public int rows() {
    return ids.rows();
  }

  public RowBatch select(int[] rows) {
    return new RowBatch(values.select(rows), ids.select(rows));
  }
}

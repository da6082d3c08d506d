package dev.millrace.spark;

import dev.millrace.column.ColumnName;
import dev.millrace.spi.data.RowBatch;
import dev.millrace.spi.data.RowHash;
import dev.millrace.spi.scan.RowFilter;
import java.util.List;
import java.util.stream.IntStream;

/** Keeps rows whose mixed hash is at most this one. */
record UpToHash(long seed, long largest) implements RowFilter {
  @Override
  public List<ColumnName> columns() {
    return List.of();
  }

  @Override
  public int[] keep(RowBatch rows) {
    return IntStream.range(0, rows.rows())
        .filter(
            row -> Long.compareUnsigned(RowHash.mix(rows.ids().hashAt(row), seed), largest) <= 0)
        .toArray();
  }
}

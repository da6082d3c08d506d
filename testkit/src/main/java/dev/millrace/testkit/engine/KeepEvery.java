package dev.millrace.testkit.engine;

import dev.millrace.column.ColumnName;
import dev.millrace.column.LongColumn;
import dev.millrace.spi.data.RowBatch;
import dev.millrace.spi.scan.RowFilter;
import java.util.List;
import java.util.stream.IntStream;

/** Keeps rows whose integer is there and divisible by a number. */
public record KeepEvery(ColumnName column, long divisor) implements RowFilter {
  @Override
  public List<ColumnName> columns() {
    return List.of(column);
  }

  @Override
  public int[] keep(RowBatch rows) {
    LongColumn numbers = (LongColumn) rows.values().column(column);
    return IntStream.range(0, rows.rows())
        .filter(row -> !numbers.isMissing(row) && numbers.at(row) % divisor == 0)
        .toArray();
  }
}

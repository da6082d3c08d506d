package dev.millrace.spi.profile;

import dev.millrace.column.ColumnName;
import java.util.List;
import java.util.Optional;

/**
 * Figures of every column of a table. Each column has an exact part, formed from all rows, and a
 * sampled part, formed from {@link #sampleRows} rows chosen by their hashes; both are the same
 * whenever and wherever the same cut is profiled.
 *
 * @param rows rows of the table
 * @param sampleRows rows of the sample; all rows when the table is small
 * @param columns in the order of the table
 */
public record TableProfile(long rows, long sampleRows, List<ColumnProfile> columns) {
  public TableProfile {
    columns = List.copyOf(columns);
    if (rows < 0 || sampleRows < 0 || sampleRows > rows) {
      throw new IllegalArgumentException("a sample of " + sampleRows + " of " + rows + " rows");
    }
  }

  public Optional<ColumnProfile> find(ColumnName name) {
    return columns.stream().filter(column -> column.field().name().equals(name)).findFirst();
  }

  /**
   * How far the true rank of a sampled quantile is from the one it is named by, as a share of all
   * rows, with 95 % confidence at the median (less towards the ends); 0 when the sample is whole.
   */
  public double rankError() {
    return sampleRows == rows ? 0 : 0.98 / Math.sqrt((double) sampleRows);
  }
}

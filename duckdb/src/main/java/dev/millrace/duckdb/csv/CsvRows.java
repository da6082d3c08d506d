package dev.millrace.duckdb.csv;

import dev.millrace.column.Batch;
import dev.millrace.spi.data.RejectedRecord;
import java.util.List;

/**
 * The records of one block as rows.
 *
 * @param records records of the block, rejected ones included
 * @param ordinals number of each row's record within the block
 * @param rejected the other records; their ordinals count within the block, too
 */
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
public record CsvRows(Batch values, int records, int[] ordinals, List<RejectedRecord> rejected) {
  public CsvRows {
    rejected = List.copyOf(rejected);
  }
}

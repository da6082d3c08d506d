package dev.millrace.duckdb.text;

import dev.millrace.column.Batch;
import dev.millrace.column.ColumnName;
import dev.millrace.spi.data.RejectedRecord;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The records of one block as rows.
 *
 * @param records records of the block, rejected ones included
 * @param ordinals number of each row's record within the block
 * @param rejected the other records; their ordinals count within the block, too
 * @param named columns that only the records name, in the order they first came
 */
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
public record ReadRows(
    Batch values,
    int records,
    int[] ordinals,
    List<RejectedRecord> rejected,
    Set<ColumnName> named) {
  public ReadRows {
    rejected = List.copyOf(rejected);
    named = Collections.unmodifiableSet(new LinkedHashSet<>(named));
  }
}

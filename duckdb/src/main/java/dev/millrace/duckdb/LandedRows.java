package dev.millrace.duckdb;

import dev.millrace.spi.data.RejectedRecord;
import dev.millrace.spi.data.RowBatch;

/** Where a landing puts what it read, in landing order. */
interface LandedRows {
  /** Rows with their content hashes. */
  void add(RowBatch rows);

  void reject(RejectedRecord record);
}

package dev.millrace.duckdb;

import dev.millrace.column.Batch;
import dev.millrace.column.Column;
import dev.millrace.column.Fields;
import dev.millrace.column.LongColumn;
import dev.millrace.duckdb.capi.RowStream;
import dev.millrace.spi.data.RowBatch;
import dev.millrace.spi.data.RowIds;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A result of {@link PartSchema#selection} as batches of rows with their identities. Used by one
 * thread at a time.
 */
final class RowBatchStream implements AutoCloseable {
  private final BatchStream batches;
  private final Fields fields;

  RowBatchStream(RowStream stream, Fields fields) {
    this.fields = fields;
    this.batches = new BatchStream(stream, PartSchema.withIdentity(fields));
  }

  /** The next rows; null at the end. */
  @Nullable RowBatch next() {
    Batch batch = batches.next();
    if (batch == null) {
      return null;
    }
    List<Column> columns = new ArrayList<>();
    for (int i = 0; i < fields.size(); i++) {
      columns.add(batch.column(i));
    }
    return new RowBatch(new Batch(fields, columns, batch.rows()), ids(batch));
  }

  private RowIds ids(Batch batch) {
    int rows = batch.rows();
    int[] sources = new int[rows];
    long[] ordinals = new long[rows];
    long[] hashes = new long[rows];
    LongColumn source = (LongColumn) batch.column(fields.size());
    for (int row = 0; row < rows; row++) {
      sources[row] = Math.toIntExact(source.at(row));
    }
    ((LongColumn) batch.column(fields.size() + 1)).copyTo(0, ordinals, 0, rows);
    ((LongColumn) batch.column(fields.size() + 2)).copyTo(0, hashes, 0, rows);
    return RowIds.owning(sources, ordinals, hashes);
  }

  @Override
  public void close() {
    batches.close();
  }
}

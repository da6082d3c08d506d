package dev.millrace.duckdb;

import dev.millrace.column.Batch;
import dev.millrace.column.Column;
import dev.millrace.column.ColumnType;
import dev.millrace.column.Field;
import dev.millrace.column.Fields;
import dev.millrace.column.LongColumn;
import dev.millrace.duckdb.capi.ColumnFill;
import dev.millrace.duckdb.capi.RowStream;
import dev.millrace.duckdb.capi.StorageType;
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
  private static final int CELLS = 1 << 19;
  private static final int MOST_ROWS = 1 << 15;
  private static final int FEWEST_ROWS = 1 << 11;

  private final RowStream stream;
  private final Fields fields;
  private final int capacity;
  private int position;
  private boolean ended;

  RowBatchStream(RowStream stream, Fields fields) {
    this.stream = stream;
    this.fields = fields;
    this.capacity = rowsPerBatch(fields.size());
  }

  /** Rows of a batch: fewer the more columns, so that a batch stays in the processor's caches. */
  static int rowsPerBatch(int columns) {
    return Math.clamp(CELLS / (columns + 1L) / FEWEST_ROWS * FEWEST_ROWS, FEWEST_ROWS, MOST_ROWS);
  }

  /** The next rows; null at the end. */
  @Nullable RowBatch next() {
    List<ColumnFill> fills = new ArrayList<>();
    for (Field field : fields) {
      fills.add(ColumnFill.of(StorageType.of(field.type()), capacity));
    }
    for (int i = 0; i < PartSchema.IDENTITY; i++) {
      fills.add(ColumnFill.of(StorageType.of(ColumnType.INT64), capacity));
    }
    int rows = fill(fills);
    if (rows == 0) {
      return null;
    }
    List<Column> columns = new ArrayList<>();
    fills.forEach(fill -> columns.add(fill.column()));
    return new RowBatch(
        new Batch(fields, columns.subList(0, fields.size()), rows),
        ids(columns.subList(fields.size(), columns.size()), rows));
  }

  private int fill(List<ColumnFill> fills) {
    int filled = 0;
    while (filled < capacity && !ended) {
      if (position == stream.rows()) {
        ended = !stream.next();
        position = 0;
        continue;
      }
      int count = Math.min(stream.rows() - position, capacity - filled);
      for (int column = 0; column < fills.size(); column++) {
        stream.copy(column, position, count, fills.get(column));
      }
      position += count;
      filled += count;
    }
    return filled;
  }

  private static RowIds ids(List<Column> identity, int rows) {
    int[] sources = new int[rows];
    long[] ordinals = new long[rows];
    long[] hashes = new long[rows];
    LongColumn source = (LongColumn) identity.get(0);
    LongColumn ordinal = (LongColumn) identity.get(1);
    LongColumn hash = (LongColumn) identity.get(2);
    for (int row = 0; row < rows; row++) {
      sources[row] = Math.toIntExact(source.at(row));
      ordinals[row] = ordinal.at(row);
      hashes[row] = hash.at(row);
    }
    return RowIds.owning(sources, ordinals, hashes);
  }

  @Override
  public void close() {
    stream.close();
  }
}

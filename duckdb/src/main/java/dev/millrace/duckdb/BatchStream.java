package dev.millrace.duckdb;

import dev.millrace.column.Batch;
import dev.millrace.column.Column;
import dev.millrace.column.Field;
import dev.millrace.column.Fields;
import dev.millrace.duckdb.capi.ColumnFill;
import dev.millrace.duckdb.capi.RowStream;
import dev.millrace.duckdb.capi.StorageType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A result as batches: its first columns are the fields, in their storage types. Used by one thread
 * at a time.
 */
final class BatchStream implements AutoCloseable {
  private static final int CELLS = 1 << 19;
  private static final int MOST_ROWS = 1 << 15;
  private static final int FEWEST_ROWS = 1 << 11;
  private static final long STEP_BYTES = 16L << 20;

  /** A batch ends early when its texts are longer than this. */
  private static final long MOST_TEXT_BYTES = 64L << 20;

  private final RowStream stream;
  private final Fields fields;
  private final int capacity;

  /** Rows copied at a time: few at first, until it is known how long the texts are. */
  private int step = 16;

  private int position;
  private boolean ended;

  BatchStream(RowStream stream, Fields fields) {
    this.stream = stream;
    this.fields = fields;
    this.capacity = rowsPerBatch(fields.size());
  }

  /** Rows of a batch: fewer the more columns, so that a batch stays in the processor's caches. */
  static int rowsPerBatch(int columns) {
    return Math.clamp(CELLS / (columns + 1L) / FEWEST_ROWS * FEWEST_ROWS, FEWEST_ROWS, MOST_ROWS);
  }

  /** The next rows; null at the end. */
  @Nullable Batch next() {
    List<ColumnFill> fills = new ArrayList<>();
    for (Field field : fields) {
      fills.add(ColumnFill.of(StorageType.of(field.type()), capacity));
    }
    int rows = fill(fills);
    if (rows == 0) {
      return null;
    }
    List<Column> columns = new ArrayList<>();
    fills.forEach(fill -> columns.add(fill.column()));
    return new Batch(fields, columns, rows);
  }

  private int fill(List<ColumnFill> fills) {
    int filled = 0;
    while (filled < capacity && !ended) {
      if (position == stream.rows()) {
        ended = !stream.next();
        position = 0;
        continue;
      }
      int count = Math.min(Math.min(stream.rows() - position, capacity - filled), step);
      for (int column = 0; column < fills.size(); column++) {
        stream.copy(column, position, count, fills.get(column));
      }
      position += count;
      filled += count;
      long bytes = textBytes(fills);
      step = Math.clamp(STEP_BYTES * filled / Math.max(1, bytes), 1, Math.min(2 * step, MOST_ROWS));
      if (bytes > MOST_TEXT_BYTES) {
        break;
      }
    }
    return filled;
  }

  private static long textBytes(List<ColumnFill> fills) {
    long bytes = 0;
    for (ColumnFill fill : fills) {
      bytes += fill.textBytes();
    }
    return bytes;
  }

  @Override
  public void close() {
    stream.close();
  }
}

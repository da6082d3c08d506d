package dev.millrace.duckdb;

import dev.millrace.column.Batch;
import dev.millrace.column.Column;
import dev.millrace.column.Fields;
import dev.millrace.duckdb.capi.Connection;
import dev.millrace.duckdb.capi.TableAppender;
import dev.millrace.spi.data.RowBatch;
import dev.millrace.spi.data.RowIds;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Columns an ordered pass has made, kept in DuckDB, which spills, and read again in landing order.
 * First filled, then read; used by one thread.
 */
final class MadeTable implements AutoCloseable {
  private static final String TABLE = "made";

  private final Call call;
  private final Fields fields;
  private final PartSchema schema;
  private final Connection connection;
  private @Nullable TableAppender appender;
  private @Nullable RowBatchStream stream;
  private @Nullable RowBatch current;
  private int next;

  MadeTable(Call call, Fields fields) {
    this.call = call;
    this.fields = fields;
    this.schema = new PartSchema(fields);
    this.connection = call.connect();
  }

  /** Adds rows in any order. */
  void add(RowBatch rows) {
    Boolean ignored = call.await(call.submit(any -> append(rows)));
  }

  private boolean append(RowBatch rows) {
    if (appender == null) {
      connection.execute("CREATE TEMP TABLE " + TABLE + " (" + schema.definition() + ")");
      appender = connection.append(TABLE, schema.storage());
    }
    appender.append(PartSchema.columns(rows), 0, rows.rows());
    return true;
  }

  /** Ends filling: from now on rows are read in landing order. */
  void sort() {
    TableAppender filled = appender;
    if (filled != null) {
      Boolean ignored = call.await(call.submit(any -> finish(filled)));
      current = fetch();
    }
  }

  private boolean finish(TableAppender filled) {
    filled.finish();
    stream =
        new RowBatchStream(
            connection.stream(
                "SELECT "
                    + schema.selection(fields.asList().stream().map(f -> f.name()).toList())
                    + " FROM "
                    + TABLE
                    + " ORDER BY source, ordinal"),
            fields);
    return true;
  }

  private @Nullable RowBatch fetch() {
    RowBatchStream sorted = stream;
    next = 0;
    return sorted == null
        ? null
        : call.await(call.submit(any -> java.util.Optional.ofNullable(sorted.next()))).orElse(null);
  }

  /** The columns for the next rows in landing order; missing in a row that was never added. */
  List<Column> columns(RowIds ids) {
    List<List<Column>> pieces = new ArrayList<>();
    fields.forEach(field -> pieces.add(new ArrayList<>()));
    int row = 0;
    while (row < ids.rows()) {
      int from = row;
      if (isNext(ids, row)) {
        Batch values = current().values();
        int first = next;
        do {
          row++;
          next++;
        } while (next < values.rows() && row < ids.rows() && isNext(ids, row));
        int[] chosen = IntStream.range(first, next).toArray();
        for (int i = 0; i < pieces.size(); i++) {
          pieces.get(i).add(values.column(i).select(chosen));
        }
        if (next == values.rows()) {
          current = fetch();
        }
      } else {
        do {
          row++;
        } while (row < ids.rows() && !isNext(ids, row));
        for (int i = 0; i < pieces.size(); i++) {
          pieces.get(i).add(MissingColumn.of(fields.at(i).type(), row - from));
        }
      }
    }
    List<Column> columns = new ArrayList<>();
    for (int i = 0; i < pieces.size(); i++) {
      columns.add(Concatenation.columns(fields.at(i).type(), pieces.get(i)));
    }
    return columns;
  }

  private boolean isNext(RowIds ids, int row) {
    return current != null
        && current.ids().sourceAt(next) == ids.sourceAt(row)
        && current.ids().ordinalAt(next) == ids.ordinalAt(row);
  }

  private RowBatch current() {
    if (current == null) {
      throw new IllegalStateException("no row is left");
    }
    return current;
  }

  /** Every row that was added must have been read: what is left belongs to no row of the cut. */
  void requireRead() {
    if (current != null) {
      throw new IllegalStateException("rows were made that the cut does not have");
    }
  }

  @Override
  public void close() {
    if (stream != null) {
      stream.close();
    }
    if (appender != null) {
      appender.close();
    }
    call.disconnect(connection);
  }
}

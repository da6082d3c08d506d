package dev.millrace.duckdb;

import dev.millrace.column.ColumnName;
import dev.millrace.column.ColumnType;
import dev.millrace.column.Fields;
import dev.millrace.duckdb.capi.Connection;
import dev.millrace.duckdb.capi.TableAppender;
import dev.millrace.spi.data.Part;
import dev.millrace.spi.data.RowBatch;
import dev.millrace.spi.scan.OrderedPass;
import dev.millrace.spi.scan.Scan;
import dev.millrace.spi.scan.SortOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** Sorts the rows of a scan in DuckDB, which spills, and feeds them to a pass. Used once. */
final class OrderedScan implements AutoCloseable {
  private final Call call;
  private final PartReader reader;
  private final Scan scan;
  private final SortOrder order;
  private final Connection connection;
  private @Nullable RowBatchStream stream;

  private OrderedScan(Call call, PartReader reader, Scan scan, SortOrder order) {
    this.call = call;
    this.reader = reader;
    this.scan = scan;
    this.order = order;
    this.connection = call.connect();
  }

  static <R> R run(
      Workers workers, PartReader reader, Scan scan, SortOrder order, OrderedPass<R> pass) {
    Call.requireNotInterrupted();
    if (!scan.cut().parts().isEmpty()) {
      Call call = workers.call();
      // The call ends before its connection is closed, so that no worker uses it any more.
      try (OrderedScan ordered = new OrderedScan(call, reader, scan, order);
          call) {
        ordered.feed(pass);
      }
    }
    Call.requireNotInterrupted();
    return pass.finish();
  }

  private <R> void feed(OrderedPass<R> pass) {
    RowBatchStream sorted = call.await(call.submit(this::open));
    Optional<RowBatch> rows = call.await(ahead(sorted));
    while (rows.isPresent()) {
      Future<Optional<RowBatch>> next = ahead(sorted);
      pass.next(rows.get());
      Call.requireNotInterrupted();
      rows = call.await(next);
    }
  }

  /** The next batch, fetched while the pass looks at the one before. */
  private Future<Optional<RowBatch>> ahead(RowBatchStream sorted) {
    return call.submit(any -> Optional.ofNullable(sorted.next()));
  }

  private RowBatchStream open(Connection reading) {
    PartSchema schema = new PartSchema(scan.cut().fields());
    String from = "read_parquet(" + Sql.files(reader.files(scan)) + ")";
    if (!scan.filters().isEmpty()) {
      schema = new PartSchema(schema.project(columns()));
      from = filtered(reading, schema);
    }
    Fields fields = schema.project(scan.reads());
    String sql =
        "SELECT " + schema.selection(scan.reads()) + " FROM " + from + " ORDER BY " + keys(schema);
    stream = new RowBatchStream(connection.stream(sql), fields);
    return stream;
  }

  /** Columns read, then those only the order needs. */
  private List<ColumnName> columns() {
    List<ColumnName> all = new ArrayList<>(scan.reads());
    all.addAll(order.columns());
    return all.stream().distinct().toList();
  }

  /** Filters are Java: the rows they keep go into a table first. */
  private String filtered(Connection reading, PartSchema schema) {
    Scan wider = new Scan(scan.cut(), columns(), scan.filters());
    connection.execute("CREATE TEMP TABLE kept (" + schema.definition() + ")");
    try (TableAppender appender = connection.append("kept", schema.storage())) {
      for (Part part : scan.cut().parts()) {
        reader.read(
            call,
            reading,
            wider,
            part,
            rows -> appender.append(PartSchema.columns(project(rows, schema)), 0, rows.rows()));
      }
      appender.finish();
    }
    return "kept";
  }

  private static RowBatch project(RowBatch rows, PartSchema schema) {
    return new RowBatch(rows.values().project(schema.fields()), rows.ids());
  }

  private String keys(PartSchema schema) {
    List<String> keys = new ArrayList<>();
    for (ColumnName name : order.columns()) {
      boolean real = schema.typeOf(name).equals(ColumnType.FLOAT64);
      // Adding zero makes -0.0 equal to 0.0.
      keys.add(
          (real ? schema.column(name) + " + 0.0::DOUBLE" : schema.column(name))
              + " ASC NULLS FIRST");
    }
    keys.add("source");
    keys.add("ordinal");
    return String.join(", ", keys);
  }

  @Override
  public void close() {
    if (stream != null) {
      stream.close();
    }
    call.disconnect(connection);
  }
}

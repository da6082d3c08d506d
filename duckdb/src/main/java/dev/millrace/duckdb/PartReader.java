package dev.millrace.duckdb;

import dev.millrace.column.ColumnName;
import dev.millrace.column.Fields;
import dev.millrace.duckdb.capi.Connection;
import dev.millrace.spi.data.Part;
import dev.millrace.spi.data.RowBatch;
import dev.millrace.spi.scan.RowFilter;
import dev.millrace.spi.scan.Scan;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads parts of a cut, batch by batch. Thread-safe. */
final class PartReader {
  private final PartFiles files;
  private final WarmParts warm;

  PartReader(PartFiles files, WarmParts warm) {
    this.files = files;
    this.warm = warm;
  }

  /** The parts of a cut as files. */
  List<Path> files(Scan scan) {
    return scan.cut().parts().stream().map(files::find).toList();
  }

  /** Hands out the rows of a part that every filter keeps; batches are never empty. */
  void read(Call call, Connection connection, Scan scan, Part part, Consumer<RowBatch> rows) {
    Optional<List<RowBatch>> kept = warm.find(part.blob());
    if (kept.isPresent()) {
      Fields fields = new PartSchema(scan.cut().fields()).project(scan.reads());
      for (RowBatch batch : kept.get()) {
        hand(new RowBatch(batch.values().project(fields), batch.ids()), scan, rows);
        call.requireLive();
      }
      return;
    }
    try (RowBatchStream stream = open(connection, scan, part)) {
      for (RowBatch batch = stream.next(); batch != null; batch = stream.next()) {
        hand(batch, scan, rows);
        call.requireLive();
      }
    }
  }

  private static void hand(RowBatch batch, Scan scan, Consumer<RowBatch> rows) {
    RowBatch kept = filtered(batch, scan.filters());
    if (kept.rows() > 0) {
      rows.accept(kept);
    }
  }

  /** All rows of a part in landing order, filters aside. Whoever opens the stream closes it. */
  RowBatchStream open(Connection connection, Scan scan, Part part) {
    PartSchema schema = new PartSchema(scan.cut().fields());
    List<ColumnName> names = scan.reads();
    String sql =
        "SELECT "
            + schema.selection(names)
            + " FROM read_parquet("
            + Sql.file(files.find(part))
            + ")";
    return new RowBatchStream(connection.stream(sql), schema.project(names));
  }

  private static RowBatch filtered(RowBatch batch, List<RowFilter> filters) {
    RowBatch kept = batch;
    for (RowFilter filter : filters) {
      if (kept.rows() > 0) {
        int[] rows = filter.keep(kept);
        kept = rows.length == kept.rows() ? kept : kept.select(rows);
      }
    }
    return kept;
  }
}

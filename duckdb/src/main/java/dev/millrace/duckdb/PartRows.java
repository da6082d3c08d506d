package dev.millrace.duckdb;

import dev.millrace.duckdb.capi.Connection;
import dev.millrace.spi.data.Part;
import dev.millrace.spi.data.RowBatch;
import dev.millrace.spi.scan.Scan;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one part after the other, fetched by the workers while the caller takes them. Used by
 * one thread; closed for good once the call has ended.
 */
final class PartRows implements AutoCloseable {
  private final Call call;
  private final PartReader reader;
  private final Scan scan;
  private @Nullable Connection connection;
  private volatile @Nullable RowBatchStream stream;

  PartRows(Call call, PartReader reader, Scan scan) {
    this.call = call;
    this.reader = reader;
    this.scan = scan;
  }

  /** Starts with a part, done with the one before. */
  void open(Part part) {
    close();
    Connection opened = call.connect();
    connection = opened;
    Boolean ignored =
        call.await(
            call.submit(
                any -> {
                  stream = reader.open(opened, scan, part);
                  return true;
                }));
  }

  /** The next rows in landing order; null at the end of the part. */
  @Nullable RowBatch next() {
    RowBatchStream rows = stream;
    return rows == null
        ? null
        : call.await(call.submit(any -> Optional.ofNullable(rows.next()))).orElse(null);
  }

  @Override
  public void close() {
    RowBatchStream rows = stream;
    if (rows != null) {
      rows.close();
      stream = null;
    }
    if (connection != null) {
      call.disconnect(connection);
      connection = null;
    }
  }
}

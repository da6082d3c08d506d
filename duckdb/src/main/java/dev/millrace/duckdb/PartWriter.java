package dev.millrace.duckdb;

import dev.millrace.duckdb.capi.Connection;
import dev.millrace.duckdb.capi.TableAppender;
import dev.millrace.spi.data.ContentDigester;
import dev.millrace.spi.data.DataCut;
import dev.millrace.spi.data.Part;
import dev.millrace.spi.data.RowBatch;
import dev.millrace.spi.store.BlobStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes the rows of one part into a Parquet file and digests them. One thread at a time. */
final class PartWriter implements AutoCloseable {
  private static final String TABLE = "part";
  private static final long GROUP_BYTES = 8L << 20;
  private static final long BYTES_PER_COLUMN = 16L << 10;
  private static final long GROUP_STEP = 2048;

  private final Connection connection;
  private final Path file;
  private final ContentDigester content;
  private final TableAppender appender;
  private final int columns;
  private int rows;
  private long bytes;

  PartWriter(Connection connection, PartSchema schema, Path file) {
    this.connection = connection;
    this.file = file;
    this.columns = schema.fields().size();
    this.content = new ContentDigester(schema.fields().size());
    connection.execute("CREATE TEMP TABLE " + TABLE + " (" + schema.definition() + ")");
    this.appender = connection.append(TABLE, schema.storage());
  }

  void add(RowBatch batch) {
    content.add(batch.values());
    appender.append(PartSchema.columns(batch), 0, batch.rows());
    rows += batch.rows();
    bytes += ContentSize.of(batch.values());
  }

  /** Writes the file and gives it to the store. */
  Part finish(BlobStore blobs) {
    appender.finish();
    connection.execute(
        "COPY "
            + TABLE
            + " TO "
            + Sql.file(file)
            + " (FORMAT parquet, PARQUET_VERSION V2, COMPRESSION snappy, ROW_GROUP_SIZE "
            + rowsPerGroup()
            + ")");
    return new Part(rows, content.digest(), blobs.putFile(file));
  }

  /**
   * Rows of a row group inside the file: fewer the larger they are, so that memory for writing and
   * reading one stays small. Depends on the rows alone, as the file's bytes do.
   */
  private long rowsPerGroup() {
    long group = Math.max(GROUP_BYTES, columns * BYTES_PER_COLUMN);
    long wanted = group / Math.max(1, bytes / Math.max(1, rows));
    return Math.clamp(wanted / GROUP_STEP * GROUP_STEP, GROUP_STEP, DataCut.ROWS_PER_PART);
  }

  @Override
  public void close() {
    appender.close();
    connection.execute("DROP TABLE IF EXISTS " + TABLE);
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

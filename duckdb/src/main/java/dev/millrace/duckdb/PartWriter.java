package dev.millrace.duckdb;

import dev.millrace.duckdb.capi.Connection;
import dev.millrace.duckdb.capi.TableAppender;
import dev.millrace.spi.data.ContentDigester;
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

  private final Connection connection;
  private final Path file;
  private final ContentDigester content;
  private final TableAppender appender;
  private int rows;

  PartWriter(Connection connection, PartSchema schema, Path file) {
    this.connection = connection;
    this.file = file;
    this.content = new ContentDigester(schema.fields().size());
    connection.execute("CREATE TEMP TABLE " + TABLE + " (" + schema.definition() + ")");
    this.appender = connection.append(TABLE, schema.storage());
  }

  void add(RowBatch batch) {
    content.add(batch.values());
    appender.append(PartSchema.columns(batch), 0, batch.rows());
    rows += batch.rows();
  }

  /** Writes the file and gives it to the store. */
  Part finish(BlobStore blobs) {
    appender.finish();
    connection.execute(
        "COPY "
            + TABLE
            + " TO "
            + Sql.file(file)
            + " (FORMAT parquet, ROW_GROUP_SIZE 131072, COMPRESSION snappy)");
    return new Part(rows, content.digest(), blobs.putFile(file));
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

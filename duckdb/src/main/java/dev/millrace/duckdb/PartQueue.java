package dev.millrace.duckdb;

import dev.millrace.column.BytesColumn;
import dev.millrace.column.Column;
import dev.millrace.column.ListColumn;
import dev.millrace.duckdb.capi.Connection;
import dev.millrace.spi.data.Part;
import dev.millrace.spi.data.RowBatch;
import dev.millrace.spi.store.BlobStore;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * The batches of one part on their way to its writer: taken in order, by one worker at a time.
 * Several parts are written at once, each as its batches come.
 */
final class PartQueue implements AutoCloseable {
  private final Call call;
  private final PartSchema schema;
  private final Path file;
  private final BlobStore blobs;
  private final WriteBudget budget;
  private final Queue<RowBatch> batches = new ArrayDeque<>();
  private final CompletableFuture<Part> written = new CompletableFuture<>();
  private boolean ended;
  private boolean scheduled;
  private @Nullable Connection connection;
  private @Nullable PartWriter writer;

  PartQueue(Call call, PartSchema schema, Path file, BlobStore blobs, WriteBudget budget) {
    this.call = call;
    this.schema = schema;
    this.file = file;
    this.blobs = blobs;
    this.budget = budget;
  }

  /** Adds rows; waits while too much is on its way. */
  void add(RowBatch rows) {
    budget.take(bytes(rows));
    synchronized (this) {
      batches.add(rows);
      schedule();
    }
  }

  synchronized void end() {
    ended = true;
    schedule();
  }

  Future<Part> written() {
    return written;
  }

  private void schedule() {
    if (!scheduled) {
      scheduled = true;
      Future<Boolean> ignored = call.submit(any -> drain());
    }
  }

  private boolean drain() {
    try {
      for (RowBatch rows = poll(); rows != null; rows = poll()) {
        call.requireLive();
        writer().add(rows);
        budget.giveBack(bytes(rows));
      }
      return true;
    } catch (Throwable e) {
      written.completeExceptionally(e);
      budget.fail();
      throw e;
    }
  }

  /** The next batch; null when there is none now. After the last one the part is finished. */
  private @Nullable RowBatch poll() {
    synchronized (this) {
      RowBatch next = batches.poll();
      if (next != null) {
        return next;
      }
      scheduled = false;
      if (!ended) {
        return null;
      }
    }
    Part part = writer().finish(blobs);
    close();
    written.complete(part);
    return null;
  }

  private PartWriter writer() {
    if (writer == null) {
      connection = call.connect();
      writer = new PartWriter(connection, schema, file);
    }
    return writer;
  }

  /** Closes the writer; the caller sees to it that nobody uses it. */
  @Override
  public void close() {
    if (writer != null) {
      writer.close();
      writer = null;
    }
    if (connection != null) {
      call.disconnect(connection);
      connection = null;
    }
  }

  private static long bytes(RowBatch rows) {
    long bytes = 24L * rows.rows();
    for (int i = 0; i < rows.values().fields().size(); i++) {
      bytes += bytes(rows.values().column(i));
    }
    return bytes;
  }

  private static long bytes(Column column) {
    return switch (column) {
      case BytesColumn text -> 4L * text.rows() + text.data().length;
      case ListColumn list -> 4L * list.rows() + bytes(list.elements());
      default -> 8L * column.rows();
    };
  }
}

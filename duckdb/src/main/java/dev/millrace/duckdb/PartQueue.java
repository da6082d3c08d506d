package dev.millrace.duckdb;

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
  private final WriteLimits limits;
  private final WarmParts.Filling warm;
  private final Queue<RowBatch> batches = new ArrayDeque<>();
  private final CompletableFuture<Part> written = new CompletableFuture<>();
  private boolean ended;
  private boolean started;
  private boolean scheduled;
  private @Nullable Connection connection;
  private @Nullable PartWriter writer;

  PartQueue(
      Call call,
      PartSchema schema,
      Path file,
      BlobStore blobs,
      WriteLimits limits,
      WarmParts.Filling warm) {
    this.call = call;
    this.schema = schema;
    this.file = file;
    this.blobs = blobs;
    this.limits = limits;
    this.warm = warm;
  }

  /** Adds rows; waits while too much is on its way. */
  void add(RowBatch rows) {
    limits.take(bytes(rows));
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

  /** Lets the workers begin; until then batches only gather. */
  synchronized void start() {
    started = true;
    schedule();
  }

  private synchronized void schedule() {
    boolean something = ended || !batches.isEmpty();
    if (started && something && !scheduled) {
      scheduled = true;
      Future<Boolean> ignored = call.submit(any -> drain());
    }
  }

  private boolean drain() {
    try {
      for (RowBatch rows = poll(); rows != null; rows = poll()) {
        call.requireLive();
        writer().add(rows);
        warm.add(rows, bytes(rows));
        limits.giveBack(bytes(rows));
      }
      return true;
    } catch (RuntimeException e) {
      written.completeExceptionally(e);
      limits.fail(e);
      throw e;
    } catch (Error e) {
      written.completeExceptionally(e);
      limits.fail(new IllegalStateException("writing a part failed", e));
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
    warm.end(part.blob());
    close();
    limits.close();
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
    warm.giveUp();
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
    return 24L * rows.rows() + ContentSize.of(rows.values());
  }
}

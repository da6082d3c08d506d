package dev.millrace.duckdb.capi;

import static java.lang.foreign.ValueLayout.ADDRESS;

import dev.millrace.column.BytesColumn;
import dev.millrace.column.Column;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;

/**
 * Bulk append of columns to a table, in order. Rows are in the table once {@link #finish} returned;
 * closing alone gives them up. Used by one thread at a time.
 */
public final class TableAppender implements AutoCloseable {
  /** Rows of a chunk: DuckDB's vector size. */
  static final int CHUNK = 2048;

  private static final int CHUNK_BYTES = 16 << 20;

  private final Arena arena = Arena.ofShared();
  private final MemorySegment appender = arena.allocate(ADDRESS);
  private final MemorySegment chunk = arena.allocate(ADDRESS);

  TableAppender(MemorySegment connection, String table, List<StorageType> types) {
    try {
      int state =
          (int)
              CApi.APPENDER_CREATE.invokeExact(
                  connection, MemorySegment.NULL, arena.allocateFrom(table), appender);
      if (state != 0) {
        throw DuckFailure.of(error());
      }
      chunk.set(ADDRESS, 0, createChunk(types));
    } catch (Throwable e) {
      close();
      throw CApi.unexpected(e);
    }
  }

  private MemorySegment createChunk(List<StorageType> types) throws Throwable {
    MemorySegment handles = arena.allocate(ADDRESS, types.size());
    for (int i = 0; i < types.size(); i++) {
      handles.setAtIndex(ADDRESS, i, types.get(i).create());
    }
    MemorySegment created =
        (MemorySegment) CApi.CREATE_CHUNK.invokeExact(handles, (long) types.size());
    for (int i = 0; i < types.size(); i++) {
      StorageType.destroy(handles.getAtIndex(ADDRESS, i));
    }
    return created;
  }

  /** Appends rows {@code from .. to} of columns that lie side by side. */
  public void append(List<? extends Column> columns, int from, int to) {
    try {
      int start = from;
      while (start < to) {
        int count = rowsOfChunk(columns, start, Math.min(CHUNK, to - start));
        appendChunk(columns, start, count);
        start += count;
      }
    } catch (Throwable e) {
      throw CApi.unexpected(e);
    }
  }

  /** As many rows as have texts of moderate length together, at least one. */
  private static int rowsOfChunk(List<? extends Column> columns, int from, int most) {
    int rows = most;
    for (Column column : columns) {
      if (column instanceof BytesColumn texts && texts.data().length > CHUNK_BYTES) {
        long bytes = 0;
        for (int i = 0; i < rows; i++) {
          bytes += texts.isMissing(from + i) ? 0 : texts.lengthAt(from + i);
          if (bytes > CHUNK_BYTES) {
            rows = Math.max(1, i);
          }
        }
      }
    }
    return rows;
  }

  private void appendChunk(List<? extends Column> columns, int from, int count) throws Throwable {
    MemorySegment target = chunk.get(ADDRESS, 0);
    CApi.RESET_CHUNK.invokeExact(target);
    try (Arena texts = Arena.ofConfined()) {
      for (int i = 0; i < columns.size(); i++) {
        MemorySegment vector = (MemorySegment) CApi.CHUNK_VECTOR.invokeExact(target, (long) i);
        VectorWriter.write(columns.get(i), from, count, vector, texts);
      }
      CApi.SET_CHUNK_SIZE.invokeExact(target, (long) count);
      // Copies what the vectors point at, so the texts may go afterwards.
      if ((int) CApi.APPEND_CHUNK.invokeExact(appender.get(ADDRESS, 0), target) != 0) {
        throw DuckFailure.of(error());
      }
    }
  }

  /** Puts all rows into the table. */
  public void finish() {
    try {
      if ((int) CApi.APPENDER_CLOSE.invokeExact(appender.get(ADDRESS, 0)) != 0) {
        throw DuckFailure.of(error());
      }
    } catch (Throwable e) {
      throw CApi.unexpected(e);
    }
  }

  private String error() throws Throwable {
    return CApi.text((MemorySegment) CApi.APPENDER_ERROR.invokeExact(appender.get(ADDRESS, 0)));
  }

  @Override
  public void close() {
    try {
      if (chunk.get(ADDRESS, 0).address() != 0) {
        CApi.DESTROY_CHUNK.invokeExact(chunk);
      }
      // Fails again when an append had failed: that failure was thrown already.
      int ignored = (int) CApi.APPENDER_DESTROY.invokeExact(appender);
    } catch (Throwable e) {
      throw CApi.unexpected(e);
    } finally {
      arena.close();
    }
  }
}

package dev.millrace.duckdb.capi;

import static java.lang.foreign.ValueLayout.ADDRESS;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * A streamed result, chunk by chunk (at most 2,048 rows each). Vectors of a chunk die with the next
 * call of {@link #next} or {@link #close}. Used by one thread at a time.
 */
public final class RowStream implements AutoCloseable {
  private final Arena arena = Arena.ofShared();
  private final MemorySegment statement = arena.allocate(ADDRESS);
  private final MemorySegment result = arena.allocate(CApi.RESULT);
  private final MemorySegment chunk = arena.allocate(ADDRESS);
  private int rows;

  RowStream(MemorySegment connection, String sql) {
    try {
      if ((int) CApi.PREPARE.invokeExact(connection, arena.allocateFrom(sql), statement) != 0) {
        throw DuckFailure.of(
            CApi.text((MemorySegment) CApi.PREPARE_ERROR.invokeExact(statement.get(ADDRESS, 0))));
      }
      if ((int) CApi.EXECUTE_STREAMING.invokeExact(statement.get(ADDRESS, 0), result) != 0) {
        throw DuckFailure.of(error());
      }
    } catch (Throwable e) {
      close();
      throw CApi.unexpected(e);
    }
  }

  /** Moves to the next chunk; false at the end. A failure in the middle is thrown, never an end. */
  public boolean next() {
    try {
      release();
      MemorySegment fetched = (MemorySegment) CApi.FETCH_CHUNK.invokeExact(result);
      if (fetched.address() == 0) {
        String error = error();
        if (!error.isEmpty()) {
          throw DuckFailure.of(error);
        }
        return false;
      }
      chunk.set(ADDRESS, 0, fetched);
      rows = Math.toIntExact((long) CApi.CHUNK_SIZE.invokeExact(fetched));
      return true;
    } catch (Throwable e) {
      throw CApi.unexpected(e);
    }
  }

  /** Rows of the current chunk. */
  public int rows() {
    return rows;
  }

  /** Number of columns of the result. */
  public int columns() {
    try {
      return Math.toIntExact((long) CApi.COLUMN_COUNT.invokeExact(result));
    } catch (Throwable e) {
      throw CApi.unexpected(e);
    }
  }

  /** Copies rows {@code from .. from + count} of the current chunk's column to the fill's end. */
  public void copy(int column, int from, int count, ColumnFill fill) {
    try {
      NativeVector vector =
          NativeVector.of(
              (MemorySegment) CApi.CHUNK_VECTOR.invokeExact(chunk.get(ADDRESS, 0), (long) column),
              rows);
      fill.append(vector, from, count);
    } catch (Throwable e) {
      throw CApi.unexpected(e);
    }
  }

  private String error() throws Throwable {
    return CApi.text((MemorySegment) CApi.RESULT_ERROR.invokeExact(result));
  }

  private void release() throws Throwable {
    if (chunk.get(ADDRESS, 0).address() != 0) {
      CApi.DESTROY_CHUNK.invokeExact(chunk); // sets the pointer to null
    }
  }

  /** Order matters: chunk, result, statement; the connection outlives them. */
  @Override
  public void close() {
    try {
      release();
      CApi.DESTROY_RESULT.invokeExact(result);
      CApi.DESTROY_PREPARE.invokeExact(statement);
    } catch (Throwable e) {
      throw CApi.unexpected(e);
    } finally {
      arena.close();
    }
  }
}

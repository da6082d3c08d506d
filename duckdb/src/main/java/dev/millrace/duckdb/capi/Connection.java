package dev.millrace.duckdb.capi;

import static java.lang.foreign.ValueLayout.ADDRESS;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * A connection: one statement or streamed result at a time, used by one thread at a time. Only
 * {@link #interrupt} may come from another thread.
 */
public final class Connection implements AutoCloseable {
  private final Arena arena = Arena.ofShared();
  private final MemorySegment handle = arena.allocate(ADDRESS);

  Connection(MemorySegment database) {
    try {
      if ((int) CApi.CONNECT.invokeExact(database, handle) != 0) {
        throw DuckFailure.of("DuckDB takes no further connection");
      }
    } catch (Throwable e) {
      arena.close();
      throw CApi.unexpected(e);
    }
  }

  /** Runs a statement to its end and forgets its rows. */
  public void execute(String sql) {
    try (Arena call = Arena.ofConfined()) {
      MemorySegment result = call.allocate(CApi.RESULT);
      int state = (int) CApi.QUERY.invokeExact(address(), call.allocateFrom(sql), result);
      String error =
          state == 0 ? "" : CApi.text((MemorySegment) CApi.RESULT_ERROR.invokeExact(result));
      CApi.DESTROY_RESULT.invokeExact(result);
      if (state != 0) {
        throw DuckFailure.of(error);
      }
    } catch (Throwable e) {
      throw CApi.unexpected(e);
    }
  }

  /** Runs a query and streams its rows; nothing else may run here until that is closed. */
  public RowStream stream(String sql) {
    return new RowStream(address(), sql);
  }

  /** Opens a bulk append to a table of this connection. */
  public TableAppender append(String table, java.util.List<StorageType> types) {
    return new TableAppender(address(), table, types);
  }

  /** Stops what is running, as soon as DuckDB looks; from any thread. */
  public void interrupt() {
    try {
      CApi.INTERRUPT.invokeExact(address());
    } catch (Throwable e) {
      throw CApi.unexpected(e);
    }
  }

  private MemorySegment address() {
    return handle.get(ADDRESS, 0);
  }

  @Override
  public void close() {
    try {
      CApi.DISCONNECT.invokeExact(handle);
    } catch (Throwable e) {
      throw CApi.unexpected(e);
    } finally {
      arena.close();
    }
  }
}

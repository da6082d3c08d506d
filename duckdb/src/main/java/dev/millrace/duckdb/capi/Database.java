package dev.millrace.duckdb.capi;

import static java.lang.foreign.ValueLayout.ADDRESS;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * A DuckDB in memory, spilling where its settings say. Thread-safe; closed after its connections.
 */
public final class Database implements AutoCloseable {
  private final Arena arena = Arena.ofShared();
  private final MemorySegment handle = arena.allocate(ADDRESS);

  public Database() {
    try {
      if ((int) CApi.OPEN.invokeExact(MemorySegment.NULL, handle) != 0) {
        throw DuckFailure.of("DuckDB does not open");
      }
    } catch (Throwable e) {
      arena.close();
      throw CApi.unexpected(e);
    }
  }

  /** A connection of its own, for one thread at a time. */
  public Connection connect() {
    return new Connection(handle.get(ADDRESS, 0));
  }

  @Override
  public void close() {
    try {
      CApi.CLOSE.invokeExact(handle);
    } catch (Throwable e) {
      throw CApi.unexpected(e);
    } finally {
      arena.close();
    }
  }
}

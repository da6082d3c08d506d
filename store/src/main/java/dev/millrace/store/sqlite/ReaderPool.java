package dev.millrace.store.sqlite;

import dev.millrace.store.sql.SqlFailedException;
import dev.millrace.store.sql.SqlSession;
import java.sql.SQLException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/**
 * Reads on a few platform threads. There is at most one connection for each, opened when it is
 * first needed.
 */
final class ReaderPool implements AutoCloseable {
  private final SqliteConnections connections;
  private final ConcurrentLinkedQueue<SqlSession> idle = new ConcurrentLinkedQueue<>();
  private final ExecutorService threads;

  ReaderPool(SqliteConnections connections, int size) {
    this.connections = connections;
    this.threads =
        Executors.newFixedThreadPool(
            size, Thread.ofPlatform().name("millrace-metadata-reader-", 0).daemon().factory());
  }

  /** Reads one state: what commits meanwhile is not seen. */
  <T> T read(Function<SqlSession, T> work) {
    return Answers.await(threads.submit(() -> readHere(work)));
  }

  @Override
  public void close() {
    threads.close();
    idle.forEach(SqlSession::close);
  }

  private <T> T readHere(Function<SqlSession, T> work) throws SQLException {
    SqlSession session = idle.poll();
    if (session == null) {
      session = new SqlSession(connections.openReader());
    }
    try {
      session.execute("BEGIN");
      T value = work.apply(session);
      session.execute("COMMIT");
      idle.add(session);
      return value;
    } catch (RuntimeException | Error e) {
      giveUp(session, e);
      throw e;
    }
  }

  /** After a refusal the connection is as good as before; after a failure it may not be. */
  private void giveUp(SqlSession session, Throwable cause) {
    try {
      if (SqliteFailures.isDatabase(cause)) {
        session.close();
      } else {
        session.execute("ROLLBACK");
        idle.add(session);
      }
    } catch (SqlFailedException e) {
      cause.addSuppressed(e);
    }
  }
}

package dev.millrace.store.sql;

import java.sql.SQLException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/**
 * Reads on a few platform threads. There is at most one connection for each, opened when it is
 * first needed. A read that loses its connection is made once more on a new one: it changed
 * nothing.
 */
public final class ReaderPool implements AutoCloseable {
  private final Database database;
  private final ConcurrentLinkedQueue<SqlSession> idle = new ConcurrentLinkedQueue<>();
  private final ExecutorService threads;

  public ReaderPool(Database database, int size) {
    this.database = database;
    this.threads =
        Executors.newFixedThreadPool(
            size, Thread.ofPlatform().name("millrace-metadata-reader-", 0).daemon().factory());
  }

  /** Reads one state: what commits meanwhile is not seen. */
  public <T> T read(Function<SqlSession, T> work) {
    return Answers.await(threads.submit(() -> readHere(work)));
  }

  @Override
  public void close() {
    threads.close();
    idle.forEach(SqlSession::close);
  }

  private <T> T readHere(Function<SqlSession, T> work) throws SQLException {
    try {
      return readOnce(work);
    } catch (RuntimeException e) {
      if (!database.isLost(e)) {
        throw e;
      }
      closeIdle(e); // lost with it, most likely
      return readOnce(work);
    }
  }

  private <T> T readOnce(Function<SqlSession, T> work) throws SQLException {
    SqlSession session = idle.poll();
    if (session == null) {
      session = new SqlSession(database.openReader());
    }
    try {
      database.beginRead(session);
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
      if (SqlFailedException.isCauseOf(cause)) {
        session.close();
      } else {
        session.execute("ROLLBACK");
        idle.add(session);
      }
    } catch (SqlFailedException e) {
      cause.addSuppressed(e);
    }
  }

  private void closeIdle(Throwable cause) {
    for (SqlSession each = idle.poll(); each != null; each = idle.poll()) {
      try {
        each.close();
      } catch (SqlFailedException e) {
        cause.addSuppressed(e);
      }
    }
  }
}

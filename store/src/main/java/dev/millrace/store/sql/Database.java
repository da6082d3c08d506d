package dev.millrace.store.sql;

import dev.millrace.error.MillraceException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Supplier;

/** What differs between databases that speak the same SQL. Safe for concurrent use. */
public interface Database {
  /** A connection that writes: a commit survives a crash when it returns. */
  Connection openWriter() throws SQLException;

  /** A connection that only reads. */
  Connection openReader() throws SQLException;

  /** How it compares texts with patterns. */
  TextPatterns texts();

  /** Begins a transaction that reads one state. */
  void beginRead(SqlSession session);

  /** Begins a transaction beside which no other writes, in whatever process. */
  void beginWrite(SqlSession session);

  /** Keeps what was done since the savepoint {@code change}, and begins another of that name. */
  void nextSavepoint(SqlSession session);

  /** True when a failure means that its connection is gone, and with it what was not committed. */
  boolean isLost(Throwable failure);

  /**
   * A failure as what users see; {@code holders} tells who may keep the database busy, and is asked
   * when that is what failed.
   */
  MillraceException problem(Throwable failure, Supplier<String> holders);

  /** A connection lost while committing: nobody knows whether the change was made. */
  MillraceException inDoubt(Throwable failure);
}

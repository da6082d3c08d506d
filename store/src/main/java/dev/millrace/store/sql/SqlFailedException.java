package dev.millrace.store.sql;

import java.sql.SQLException;

/** A failure of the database, on its way to whoever knows which database it is. */
public final class SqlFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public SqlFailedException(SQLException cause) {
    super(cause);
  }
}

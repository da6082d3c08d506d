package dev.millrace.store.sql;

import java.sql.SQLException;

/** A failure of the database, on its way to whoever knows which database it is. */
public final class SqlFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public SqlFailedException(SQLException cause) {
    super(cause);
  }

  /** True when a failure is one of the database and not of the work. */
  public static boolean isCauseOf(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException) {
        return true;
      }
    }
    return false;
  }
}

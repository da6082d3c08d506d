package dev.millrace.store.sql;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.flywaydb.core.api.logging.Log;
import org.flywaydb.core.api.logging.LogCreator;

/** What Flyway says while it works: of interest only to whoever asks for details. */
public final class MigrationLog implements LogCreator {
  @Override
  public Log createLogger(Class<?> source) {
    return new Quiet(System.getLogger(source.getName()));
  }

  /** News become details, warnings stay warnings; failures are thrown besides. */
  private record Quiet(Logger logger) implements Log {
    @Override
    public void debug(String message) {
      logger.log(Level.TRACE, message);
    }

    @Override
    public void info(String message) {
      logger.log(Level.DEBUG, message);
    }

    @Override
    public void warn(String message) {
      logger.log(Level.WARNING, message);
    }

    @Override
    public void error(String message) {
      logger.log(Level.DEBUG, message);
    }

    @Override
    public void error(String message, Exception failure) {
      logger.log(Level.DEBUG, message, failure);
    }

    @Override
    public void notice(String message) {
      logger.log(Level.DEBUG, message);
    }
  }
}

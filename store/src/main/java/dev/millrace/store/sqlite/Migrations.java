package dev.millrace.store.sqlite;

import dev.millrace.store.sql.MigrationLog;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.flywaydb.core.Flyway;

/** Brings a metadata file to the current schema, by one process at a time. */
final class Migrations {
  private static final String LOCATION = "classpath:dev/millrace/store/sqlite/migration";

  private Migrations() {}

  /**
   * A connection that may write to the file, which is current then. When it was before, which is
   * the usual case, that costs no more than opening it.
   */
  static Connection openCurrent(SqliteConnections connections, Duration patience)
      throws SQLException, IOException {
    Connection connection = connections.openWriter();
    try {
      if (SchemaVersion.read(connection, connections.database()) < SchemaVersion.CURRENT) {
        migrate(connections, connection, patience);
      }
      return connection;
    } catch (SQLException | IOException | RuntimeException e) {
      connection.close();
      throw e;
    }
  }

  static Flyway flyway(SqliteConnections connections) {
    return Flyway.configure(Migrations.class.getClassLoader())
        .dataSource(connections.migrators())
        .locations(LOCATION)
        .cleanDisabled(true)
        .loggers(MigrationLog.class.getName())
        .load();
  }

  /** Flyway itself does not keep two processes from migrating an SQLite file at once. */
  private static void migrate(
      SqliteConnections connections, Connection connection, Duration patience)
      throws SQLException, IOException {
    Path lock = connections.database().resolveSibling("millrace.lock");
    try (var _ = ProcessLock.acquire(lock, patience)) {
      if (SchemaVersion.read(connection, connections.database()) < SchemaVersion.CURRENT) {
        var _ = flyway(connections).migrate();
      }
    }
  }
}

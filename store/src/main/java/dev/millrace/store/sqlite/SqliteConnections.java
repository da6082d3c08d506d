package dev.millrace.store.sqlite;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteConfig.TempStore;
import org.sqlite.SQLiteDataSource;

/** How connections to the metadata file are set up. */
final class SqliteConnections {
  private final Path database;
  private final SqliteSettings settings;

  SqliteConnections(Path database, SqliteSettings settings) {
    this.database = database;
    this.settings = settings;
  }

  Path database() {
    return database;
  }

  /** For the one writer: a commit is on the disk when it returns. */
  Connection openWriter() throws SQLException {
    Connection connection = source(configure()).getConnection();
    try (Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA max_page_count = " + pages(statement));
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
    return connection;
  }

  /** For migrations. */
  SQLiteDataSource migrators() {
    return source(configure());
  }

  /** For readers. */
  SQLiteDataSource readers() {
    return source(configure());
  }

  private SQLiteConfig configure() {
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(JournalMode.WAL);
    config.setSynchronous(SynchronousMode.FULL);
    config.setBusyTimeout(settings.patienceMillis());
    config.enforceForeignKeys(true);
    config.setTempStore(TempStore.MEMORY);
    return config;
  }

  private SQLiteDataSource source(SQLiteConfig config) {
    SQLiteDataSource source = new SQLiteDataSource(config);
    source.setUrl("jdbc:sqlite:" + database.toUri());
    return source;
  }

  private long pages(Statement statement) throws SQLException {
    try (var size = statement.executeQuery("PRAGMA page_size")) {
      size.next();
      return Math.max(1, settings.largestFile() / size.getLong(1));
    }
  }
}

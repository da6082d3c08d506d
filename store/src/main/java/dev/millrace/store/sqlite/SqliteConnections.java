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
    Connection connection = migrators().getConnection();
    try (Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA max_page_count = " + pages(statement));
      return connection;
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  /** For readers: whatever they try, they write nothing. */
  Connection openReader() throws SQLException {
    Connection connection = migrators().getConnection();
    try (Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA query_only = true");
      return connection;
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  /** For migrations, which bring their own transactions. */
  SQLiteDataSource migrators() {
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(JournalMode.WAL);
    config.setSynchronous(SynchronousMode.FULL);
    config.setBusyTimeout(settings.patienceMillis());
    config.enforceForeignKeys(true);
    config.setTempStore(TempStore.MEMORY);
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

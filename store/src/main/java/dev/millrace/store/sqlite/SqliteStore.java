package dev.millrace.store.sqlite;

import dev.millrace.spi.store.ChangeFeed;
import dev.millrace.spi.store.Checkpoints;
import dev.millrace.spi.store.Stores;
import dev.millrace.store.files.FileFailures;
import dev.millrace.store.sql.DatabaseTransactions;
import dev.millrace.store.sql.MetadataStore;
import dev.millrace.store.sql.SqlFailedException;
import dev.millrace.store.sql.Transactions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * The metadata of one home, opened by this process. Safe for use by any number of threads, virtual
 * ones too: once it is open, SQLite is called on threads of this store only.
 */
public final class SqliteStore implements MetadataStore {
  private final SqliteConnections connections;
  private final DatabaseTransactions transactions;

  private SqliteStore(SqliteConnections connections, DatabaseTransactions transactions) {
    this.connections = connections;
    this.transactions = transactions;
  }

  /**
   * Opens the file, made or upgraded if need be: HOME_NEWER, HOME_INVALID, STORE_CORRUPT,
   * STORE_BUSY, FILE_UNWRITABLE. Called on a platform thread.
   */
  @SuppressWarnings("resource") // the connection belongs to what is returned
  public static SqliteStore open(Path database, SqliteSettings settings, Checkpoints checkpoints) {
    SqliteConnections connections = new SqliteConnections(database, settings);
    try {
      Connection writing = Migrations.openCurrent(connections, settings.patience());
      return new SqliteStore(
          connections,
          DatabaseTransactions.open(
              connections, writing, settings.readers(), settings.groupSize(), checkpoints));
    } catch (SQLException e) {
      throw SqliteFailures.of(e, database, () -> "");
    } catch (IOException e) {
      throw FileFailures.of(e, database);
    } catch (RuntimeException e) {
      throw SqlFailedException.isCauseOf(e) ? SqliteFailures.of(e, database, () -> "") : e;
    }
  }

  @Override
  public Stores stores() {
    return Transactions.stores(transactions);
  }

  @Override
  public String described() {
    String version =
        transactions.read(
            session -> session.one("SELECT sqlite_version()", row -> row.getString(1)));
    return "SQLite " + version + ", " + connections.database();
  }

  @Override
  public List<String> checkIntegrity() {
    return transactions.read(
        session ->
            session.list("PRAGMA integrity_check", row -> row.getString(1)).stream()
                .filter(line -> !line.equals("ok"))
                .toList());
  }

  /** SQLite copies page by page what is committed now, and waits for no writer. */
  @Override
  public void snapshot(Path file) {
    try (Connection reading = connections.migrators().getConnection();
        PreparedStatement copy = reading.prepareStatement("VACUUM INTO ?")) {
      copy.setString(1, file.toString());
      copy.execute();
    } catch (SQLException e) {
      throw SqliteFailures.of(e, file, () -> "");
    }
  }

  @Override
  public long logBytes() {
    Path log = wal();
    try {
      return Files.exists(log) ? Files.size(log) : 0;
    } catch (IOException e) {
      throw FileFailures.of(e, log);
    }
  }

  private Path wal() {
    return connections.database().resolveSibling(connections.database().getFileName() + "-wal");
  }

  @Override
  public void shrinkLog() {
    try (Connection connection = connections.migrators().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA wal_checkpoint(TRUNCATE)");
    } catch (SQLException e) {
      throw SqliteFailures.of(e, connections.database(), () -> "");
    }
  }

  @Override
  public void rebuildIndexes() {
    try (Connection connection = connections.migrators().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("REINDEX");
    } catch (SQLException e) {
      throw SqliteFailures.of(e, connections.database(), () -> "");
    }
  }

  @Override
  public ChangeFeed feed() {
    return new DataVersionFeed(connections);
  }

  @Override
  public DatabaseTransactions transactions() {
    return transactions;
  }

  /** The file is built anew, and the write-ahead log, which holds old pages, is cut off. */
  @Override
  public void purge() {
    try (Connection connection = connections.openWriter();
        Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA wal_checkpoint(TRUNCATE)");
      statement.execute("VACUUM");
      statement.execute("PRAGMA wal_checkpoint(TRUNCATE)");
    } catch (SQLException e) {
      throw SqliteFailures.of(e, connections.database(), () -> "");
    }
  }

  /** Lets the changes that wait go through, then closes the file. */
  @Override
  public void close() {
    transactions.close();
  }
}

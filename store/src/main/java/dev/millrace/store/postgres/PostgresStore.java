package dev.millrace.store.postgres;

import dev.millrace.spi.secret.Secrets;
import dev.millrace.spi.store.ChangeFeed;
import dev.millrace.spi.store.Checkpoints;
import dev.millrace.spi.store.Stores;
import dev.millrace.store.sql.DatabaseTransactions;
import dev.millrace.store.sql.MetadataStore;
import dev.millrace.store.sql.SqlFailedException;
import dev.millrace.store.sql.SqlSession;
import dev.millrace.store.sql.TableCopy;
import dev.millrace.store.sql.Transactions;
import dev.millrace.store.sql.Upkeep;
import dev.millrace.store.sqlite.SqliteSettings;
import dev.millrace.store.sqlite.SqliteStore;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * The metadata of a home in a PostgreSQL database. A connection that is lost is opened again when
 * it is next needed: a server that was away is used again without a restart.
 */
public final class PostgresStore implements MetadataStore {
  private final PostgresSettings settings;
  private final PostgresConnections connections;
  private final DatabaseTransactions transactions;

  private PostgresStore(
      PostgresSettings settings,
      PostgresConnections connections,
      DatabaseTransactions transactions) {
    this.settings = settings;
    this.connections = connections;
    this.transactions = transactions;
  }

  /**
   * Opens the database, its tables made or upgraded if need be: STORE_UNREACHABLE, HOME_NEWER,
   * HOME_INVALID, CONFIG_VALUE_INVALID when it cannot be used as the settings say, and what the
   * password's secret may fail with.
   */
  @SuppressWarnings("resource") // the connection belongs to what is returned
  public static PostgresStore open(
      PostgresSettings settings, Secrets secrets, Checkpoints checkpoints) {
    PostgresConnections connections = new PostgresConnections(settings, secrets);
    try {
      Connection writing = connections.openWriter();
      try {
        PostgresSchema.makeCurrent(connections, new SqlSession(writing), settings.address());
      } catch (RuntimeException | Error e) {
        writing.close();
        throw e;
      }
      return new PostgresStore(
          settings,
          connections,
          DatabaseTransactions.open(
              connections, writing, settings.readers(), settings.groupSize(), checkpoints));
    } catch (SQLException e) {
      throw connections.problem(e, () -> "");
    } catch (RuntimeException e) {
      throw SqlFailedException.isCauseOf(e) ? connections.problem(e, () -> "") : e;
    }
  }

  @Override
  public Stores stores() {
    return Transactions.stores(transactions);
  }

  @Override
  public ChangeFeed feed() {
    return new NotifyFeed(connections);
  }

  @Override
  public DatabaseTransactions transactions() {
    return transactions;
  }

  /** In one transaction, while others wait: REINDEX SCHEMA cannot be in one. */
  @Override
  public void rebuildIndexes() {
    new Upkeep(transactions).rebuildIndexes();
  }

  @Override
  public void snapshot(Path file) {
    try (SqliteStore copy = SqliteStore.open(file, SqliteSettings.DEFAULTS, Checkpoints.NONE)) {
      var _ = TableCopy.copy(transactions, copy.transactions());
    }
  }

  @Override
  public String described() {
    String server =
        transactions.read(
            session ->
                session.one("SELECT current_setting('server_version')", row -> row.getString(1)));
    return "PostgreSQL "
        + server
        + ", schema "
        + PostgresSchema.CURRENT
        + ", "
        + settings.address();
  }

  /** What the server itself has found wrong with pages; it looks when it reads one. */
  @Override
  public List<String> checkIntegrity() {
    return transactions.read(
        session ->
            session.list(
                "SELECT checksum_failures FROM pg_stat_database WHERE datname = current_database()"
                    + " AND checksum_failures > 0",
                row -> "the server counted " + row.getLong(1) + " damaged pages"));
  }

  /** The tables that results and runs are in are built anew; archives of the server are its own. */
  @Override
  public void purge() {
    try (Connection connection = connections.openWriter();
        Statement statement = connection.createStatement()) {
      statement.execute("VACUUM (FULL) result");
      statement.execute("VACUUM (FULL) result_blob");
      statement.execute("VACUUM (FULL) stage");
    } catch (SQLException e) {
      throw connections.problem(e, () -> "");
    }
  }

  @Override
  public void close() {
    transactions.close();
  }
}

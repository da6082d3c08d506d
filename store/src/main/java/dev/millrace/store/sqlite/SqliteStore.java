package dev.millrace.store.sqlite;

import dev.millrace.spi.store.Checkpoints;
import dev.millrace.spi.store.Stores;
import dev.millrace.store.files.FileFailures;
import dev.millrace.store.sql.Transactions;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * The metadata of one home, opened by this process. Safe for use by any number of threads, virtual
 * ones too: once it is open, SQLite is called on threads of this store only.
 */
public final class SqliteStore implements AutoCloseable {
  private final SqliteTransactions transactions;

  private SqliteStore(SqliteTransactions transactions) {
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
      return new SqliteStore(SqliteTransactions.open(connections, writing, settings, checkpoints));
    } catch (SQLException e) {
      throw SqliteFailures.of(e, database, "");
    } catch (IOException e) {
      throw FileFailures.of(e, database);
    } catch (RuntimeException e) {
      throw SqliteFailures.isDatabase(e) ? SqliteFailures.of(e, database, "") : e;
    }
  }

  public Stores stores() {
    return Transactions.stores(transactions);
  }

  /** What SQLite finds wrong with the file on a full look at it; empty when nothing is. */
  public List<String> checkIntegrity() {
    return transactions.read(
        session ->
            session.list("PRAGMA integrity_check", row -> row.getString(1)).stream()
                .filter(line -> !line.equals("ok"))
                .toList());
  }

  /** Lets the changes that wait go through, then closes the file. */
  @Override
  public void close() {
    transactions.close();
  }
}

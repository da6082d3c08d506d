package dev.millrace.store.sqlite;

import dev.millrace.spi.store.Checkpoints;
import dev.millrace.store.sql.SqlFailedException;
import dev.millrace.store.sql.SqlSession;
import dev.millrace.store.sql.Transactions;
import dev.millrace.store.sql.WriteTransaction;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;
import java.util.function.Function;

/** Transactions on one file: one writer, a few readers. */
final class SqliteTransactions implements Transactions, AutoCloseable {
  private final Path database;
  private final ReaderPool readers;
  private final GroupWriter writer;

  private SqliteTransactions(Path database, ReaderPool readers, GroupWriter writer) {
    this.database = database;
    this.readers = readers;
    this.writer = writer;
  }

  /** Takes over the writer's connection. */
  static SqliteTransactions open(
      SqliteConnections connections,
      Connection writing,
      SqliteSettings settings,
      Checkpoints checkpoints) {
    Path database = connections.database();
    ReaderPool readers = new ReaderPool(connections, settings.readers());
    GroupWriter writer =
        new GroupWriter(
            writing,
            settings.groupSize(),
            checkpoints,
            failure -> SqliteFailures.of(failure, database, holders(failure, readers)));
    writer.start();
    return new SqliteTransactions(database, readers, writer);
  }

  @Override
  public <T> T read(Function<SqlSession, T> work) {
    try {
      return readers.read(work);
    } catch (RuntimeException e) {
      throw SqliteFailures.isDatabase(e) ? SqliteFailures.of(e, database, "") : e;
    }
  }

  @Override
  public <T> T write(Function<WriteTransaction, T> work) {
    return writer.write(work);
  }

  @Override
  public void close() {
    try {
      writer.close();
    } catch (SqlFailedException e) {
      throw SqliteFailures.of(e, database, "");
    } finally {
      readers.close();
    }
  }

  /** Who may keep the file busy: a reader can still see who runs something. */
  private static String holders(Throwable failure, ReaderPool readers) {
    if (!SqliteFailures.isBusy(failure)) {
      return "";
    }
    List<String> owners;
    try {
      owners =
          readers.read(
              session ->
                  session.list(
                      "SELECT DISTINCT owner_pid, owner_host, pipeline FROM lease WHERE run_id IS"
                          + " NOT NULL ORDER BY expiry DESC LIMIT 5",
                      row ->
                          "process "
                              + row.getLong("owner_pid")
                              + " on "
                              + row.getString("owner_host")
                              + " (runs "
                              + row.getString("pipeline")
                              + ")"));
    } catch (RuntimeException e) {
      failure.addSuppressed(e);
      return "";
    }
    return owners.isEmpty()
        ? "no run in progress; perhaps a backup or a database browser has it open"
        : "it may be " + String.join(", ", owners);
  }
}

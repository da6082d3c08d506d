package dev.millrace.store.sql;

import dev.millrace.spi.store.Checkpoints;
import java.sql.Connection;
import java.util.List;
import java.util.function.Function;

/**
 * Transactions on one database: one thread that writes, a few that read. Failures of the database
 * reach callers as what they mean to users.
 */
public final class DatabaseTransactions implements Transactions, AutoCloseable {
  private final Database database;
  private final ReaderPool readers;
  private final GroupWriter writer;

  private DatabaseTransactions(Database database, ReaderPool readers, GroupWriter writer) {
    this.database = database;
    this.readers = readers;
    this.writer = writer;
  }

  /**
   * Takes over the writer's connection.
   *
   * @param readers most connections that read at once
   * @param groupSize most changes in one commit
   */
  public static DatabaseTransactions open(
      Database database, Connection writing, int readers, int groupSize, Checkpoints checkpoints) {
    ReaderPool pool = new ReaderPool(database, readers);
    GroupWriter writer =
        new GroupWriter(
            database,
            new SqlSession(writing),
            groupSize,
            checkpoints,
            failure -> database.problem(failure, () -> holders(failure, pool)));
    writer.start();
    return new DatabaseTransactions(database, pool, writer);
  }

  @Override
  public <T> T read(Function<SqlSession, T> work) {
    try {
      return readers.read(work);
    } catch (RuntimeException e) {
      throw SqlFailedException.isCauseOf(e) ? database.problem(e, () -> "") : e;
    }
  }

  @Override
  public <T> T write(Function<WriteTransaction, T> work) {
    return writer.write(work);
  }

  @Override
  public TextPatterns texts() {
    return database.texts();
  }

  @Override
  public void close() {
    try {
      writer.close();
    } catch (SqlFailedException e) {
      throw database.problem(e, () -> "");
    } finally {
      readers.close();
    }
  }

  /** Who may keep the database busy: a reader can still see who runs something. */
  private static String holders(Throwable failure, ReaderPool readers) {
    List<String> owners;
    try {
      owners =
          readers.read(
              session ->
                  session.list(
                      "SELECT owner_pid, owner_host, pipeline FROM lease WHERE run_id IS"
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

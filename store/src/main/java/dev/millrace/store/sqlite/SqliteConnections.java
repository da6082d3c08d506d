package dev.millrace.store.sqlite;

import dev.millrace.error.MillraceException;
import dev.millrace.store.sql.Database;
import dev.millrace.store.sql.SqlSession;
import dev.millrace.store.sql.TextPatterns;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.Supplier;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteConfig.TempStore;
import org.sqlite.SQLiteDataSource;

/** The metadata file: how connections to it are set up and used, and what its failures mean. */
final class SqliteConnections implements Database {
  /** Memory of the one writer for pages, in KiB: what a group of changes touches stays there. */
  private static final int WRITER_CACHE = 64 << 10;

  /** Memory of each reader for pages, in KiB: a search goes through an index more than once. */
  private static final int READER_CACHE = 16 << 10;

  /** Pages of 4 KiB after which the log is written back: pages that change often are once in it. */
  private static final int CHECKPOINT = 8_000;

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
  @Override
  public Connection openWriter() throws SQLException {
    Connection connection = migrators().getConnection();
    try (Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA max_page_count = " + pages(statement));
      statement.execute("PRAGMA cache_size = " + -WRITER_CACHE);
      statement.execute("PRAGMA wal_autocheckpoint = " + CHECKPOINT);
      return connection;
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  /** For readers: whatever they try, they write nothing. */
  @Override
  public Connection openReader() throws SQLException {
    Connection connection = migrators().getConnection();
    try (Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA query_only = true");
      statement.execute("PRAGMA cache_size = " + -READER_CACHE);
      return connection;
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  /** LIKE takes a-z and A-Z for alike; GLOB does not. */
  @Override
  public TextPatterns texts() {
    return new TextPatterns("GLOB ?", TextPatterns::glob, "LIKE ?");
  }

  @Override
  public void beginRead(SqlSession session) {
    session.execute("BEGIN");
  }

  @Override
  public void beginWrite(SqlSession session) {
    session.execute("BEGIN IMMEDIATE");
  }

  @Override
  public void nextSavepoint(SqlSession session) {
    session.execute("RELEASE change");
    session.execute("SAVEPOINT change");
  }

  /** A file is never lost: it fails and stays. */
  @Override
  public boolean isLost(Throwable failure) {
    return false;
  }

  @Override
  public MillraceException problem(Throwable failure, Supplier<String> holders) {
    return SqliteFailures.of(failure, database, holders);
  }

  @Override
  public MillraceException inDoubt(Throwable failure) {
    return problem(failure, () -> "");
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

package dev.millrace.store.postgres;

import dev.millrace.error.MillraceException;
import dev.millrace.spi.secret.Secrets;
import dev.millrace.store.sql.Database;
import dev.millrace.store.sql.SqlFailedException;
import dev.millrace.store.sql.SqlSession;
import dev.millrace.store.sql.TextPatterns;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.postgresql.ds.PGSimpleDataSource;

/** A PostgreSQL database: how connections to it are set up and used, what its failures mean. */
final class PostgresConnections implements Database {
  private static final Duration CONNECT = Duration.ofSeconds(10);

  /** Beyond the patience for a lock: after this long without a word the server is gone. */
  private static final Duration SILENCE = Duration.ofSeconds(45);

  private final PostgresSettings settings;
  private final Secrets secrets;

  PostgresConnections(PostgresSettings settings, Secrets secrets) {
    this.settings = settings;
    this.secrets = secrets;
  }

  @Override
  public Connection openWriter() throws SQLException {
    return open(
        "SET lock_timeout = " + settings.patienceMillis() + "; SET synchronous_commit = on");
  }

  @Override
  public Connection openReader() throws SQLException {
    return open("SET default_transaction_read_only = on");
  }

  /** Without an escape a backslash is a backslash; the collation C folds a-z alone. */
  @Override
  public TextPatterns texts() {
    return new TextPatterns("LIKE ? ESCAPE ''", UnaryOperator.identity(), "ILIKE ? ESCAPE ''");
  }

  @Override
  public void beginRead(SqlSession session) {
    session.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
  }

  /**
   * What follows the lock sees whatever was committed before it: READ COMMITTED takes a new look
   * with each statement.
   */
  @Override
  public void beginWrite(SqlSession session) {
    session.execute(
        "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE; LOCK TABLE millrace IN EXCLUSIVE MODE");
  }

  /** In one message, as the beginning of a write is: each costs a way to the server and back. */
  @Override
  public void nextSavepoint(SqlSession session) {
    session.execute("RELEASE change; SAVEPOINT change");
  }

  @Override
  public boolean isLost(Throwable failure) {
    return PostgresFailures.isLost(failure);
  }

  @Override
  public MillraceException problem(Throwable failure, Supplier<String> holders) {
    return PostgresFailures.of(failure, settings.address(), holders);
  }

  @Override
  public MillraceException inDoubt(Throwable failure) {
    return PostgresFailures.inDoubt(failure, settings.address());
  }

  /**
   * Runs work on a source of connections whose password is the secret as it is now; the source is
   * not to be kept.
   */
  <T> T withSource(Function<PGSimpleDataSource, T> work) {
    if (settings.password().isEmpty()) {
      return work.apply(source());
    }
    return secrets
        .resolve(settings.password().get())
        .use(
            password -> {
              PGSimpleDataSource source = source();
              source.setPassword(password);
              return work.apply(source);
            });
  }

  private Connection open(String setUp) throws SQLException {
    Connection connection = connect();
    try (Statement statement = connection.createStatement()) {
      statement.execute(setUp);
      return connection;
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  private Connection connect() {
    return withSource(
        source -> {
          try {
            return source.getConnection();
          } catch (SQLException e) {
            throw new SqlFailedException(e);
          }
        });
  }

  private PGSimpleDataSource source() {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(settings.url());
    settings.user().ifPresent(source::setUser);
    source.setApplicationName("millrace");
    source.setConnectTimeout(Math.toIntExact(CONNECT.toSeconds()));
    source.setLoginTimeout(Math.toIntExact(CONNECT.toSeconds()));
    source.setSocketTimeout(Math.toIntExact(settings.patience().plus(SILENCE).toSeconds()));
    source.setTcpKeepAlive(true);
    source.setReWriteBatchedInserts(true);
    // The details of a refused row are its values, and a failure is shown and logged.
    source.setLogServerErrorDetail(false);
    return source;
  }
}

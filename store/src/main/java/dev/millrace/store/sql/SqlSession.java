package dev.millrace.store.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A connection with its prepared statements; used by one thread at a time. Parameters are texts,
 * numbers, nulls, or optional ones of these. Every failure of the database is a {@link
 * SqlFailedException}.
 */
public final class SqlSession implements AutoCloseable {
  private final Connection connection;

  /** Most statements kept for another use. */
  private static final int MOST_IDLE = 200;

  /** Idle ones, the one that was used last at the end. */
  private final SequencedMap<String, PreparedStatement> statements = new LinkedHashMap<>();

  private final NameNumbers names = new NameNumbers();

  /** Projects that have their row, as far as this connection knows. */
  private final Set<String> projects = new HashSet<>();

  public SqlSession(Connection connection) {
    this.connection = connection;
  }

  /** Runs a statement and gives the number of rows it changed. */
  public int execute(String sql, @Nullable Object... parameters) {
    if (sql.startsWith("ROLLBACK")) {
      names.clear();
      projects.clear();
    }
    return with(sql, PreparedStatement::executeUpdate, parameters);
  }

  /** Runs a statement once for each row of parameters, in few messages to a server. */
  void batch(String sql, List<@Nullable Object[]> rows) {
    if (rows.isEmpty()) {
      return;
    }
    if (rows.size() == 1) {
      execute(sql, rows.getFirst());
      return;
    }
    var _ =
        with(
            sql,
            statement -> {
              for (@Nullable Object[] row : rows) {
                bind(statement, row);
                statement.addBatch();
              }
              return statement.executeBatch();
            });
  }

  /** True the first time a project is asked for, and after what was rolled back. */
  boolean isNewProject(String project) {
    return projects.size() > 1_000 || projects.add(project);
  }

  /** Numbers of names this connection has seen; forgotten with what is rolled back. */
  NameNumbers names() {
    return names;
  }

  /** Every row of a query. */
  public <T> List<T> list(String sql, RowReader<T> reader, @Nullable Object... parameters) {
    return fold(
        sql,
        new ArrayList<T>(),
        (list, row) -> {
          list.add(reader.read(row));
          return list;
        },
        parameters);
  }

  /** The first row of a query. */
  public <T> Optional<T> find(String sql, RowReader<T> reader, @Nullable Object... parameters) {
    return with(
        sql,
        statement -> {
          try (ResultSet row = statement.executeQuery()) {
            return row.next() ? Optional.of(reader.read(row)) : Optional.empty();
          }
        },
        parameters);
  }

  /** The first row of a query that has one. */
  public <T> T one(String sql, RowReader<T> reader, @Nullable Object... parameters) {
    return find(sql, reader, parameters)
        .orElseThrow(() -> new IllegalStateException("no row for: " + sql));
  }

  /** Every row of a query, one after the other, into one value. */
  public <T> T fold(String sql, T start, RowFold<T> fold, @Nullable Object... parameters) {
    return with(
        sql,
        statement -> {
          T value = start;
          try (ResultSet row = statement.executeQuery()) {
            while (row.next()) {
              value = fold.next(value, row);
            }
          }
          return value;
        },
        parameters);
  }

  /** What the driver tells of the tables. */
  <T> T describe(Description<T> description) {
    try {
      return description.of(connection);
    } catch (SQLException e) {
      throw new SqlFailedException(e);
    }
  }

  @Override
  public void close() {
    try (connection) {
      for (PreparedStatement statement : statements.values()) {
        statement.close();
      }
      statements.clear();
    } catch (SQLException e) {
      throw new SqlFailedException(e);
    }
  }

  /**
   * A statement is out of the map while it runs, so that its text may be used within; after a
   * failure it does not come back, since drivers leave it in any state.
   */
  private <T> T with(String sql, Work<T> work, @Nullable Object... parameters) {
    try {
      PreparedStatement idle = statements.remove(sql);
      PreparedStatement statement = idle == null ? connection.prepareStatement(sql) : idle;
      T result;
      try {
        bind(statement, parameters);
        result = work.run(statement);
      } catch (SQLException | RuntimeException | Error e) {
        closeAfter(statement, e);
        throw e;
      }
      keep(sql, statement);
      return result;
    } catch (SQLException e) {
      throw new SqlFailedException(e);
    }
  }

  private void keep(String sql, PreparedStatement statement) throws SQLException {
    PreparedStatement other = statements.put(sql, statement);
    if (other == null && statements.size() > MOST_IDLE) {
      other = statements.pollFirstEntry().getValue();
    }
    if (other != null) {
      other.close();
    }
  }

  private static void closeAfter(PreparedStatement statement, Throwable cause) {
    try {
      statement.close();
    } catch (SQLException e) {
      cause.addSuppressed(e);
    }
  }

  private static void bind(PreparedStatement statement, @Nullable Object... parameters)
      throws SQLException {
    for (int i = 0; i < parameters.length; i++) {
      Object value =
          parameters[i] instanceof Optional<?> optional ? optional.orElse(null) : parameters[i];
      statement.setObject(i + 1, value);
    }
  }

  /** Asks a connection about its database. */
  @FunctionalInterface
  interface Description<T> {
    T of(Connection connection) throws SQLException;
  }

  private interface Work<T> {
    T run(PreparedStatement statement) throws SQLException;
  }

  /** Makes a value of the current row. */
  @FunctionalInterface
  public interface RowReader<T> {
    T read(ResultSet row) throws SQLException;
  }

  /** Adds the current row to a value. */
  @FunctionalInterface
  public interface RowFold<T> {
    T next(T value, ResultSet row) throws SQLException;
  }
}

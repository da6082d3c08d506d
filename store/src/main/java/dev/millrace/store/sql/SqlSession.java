package dev.millrace.store.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A connection with its prepared statements; used by one thread at a time. Parameters are texts,
 * numbers, nulls, or optional ones of these. Every failure of the database is a {@link
 * SqlFailedException}.
 */
public final class SqlSession implements AutoCloseable {
  private final Connection connection;

  /** Idle ones; the texts are constants of this package, so that there are few. */
  private final Map<String, PreparedStatement> statements = new HashMap<>();

  public SqlSession(Connection connection) {
    this.connection = connection;
  }

  /** Runs a statement and gives the number of rows it changed. */
  public int execute(String sql, @Nullable Object... parameters) {
    return with(sql, PreparedStatement::executeUpdate, parameters);
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
      PreparedStatement other = statements.put(sql, statement);
      if (other != null) {
        other.close();
      }
      return result;
    } catch (SQLException e) {
      throw new SqlFailedException(e);
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

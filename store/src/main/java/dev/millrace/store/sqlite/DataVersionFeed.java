package dev.millrace.store.sqlite;

import dev.millrace.spi.store.ChangeFeed;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;

/**
 * Asks SQLite whether another connection has committed since: {@code PRAGMA data_version} looks at
 * memory that processes share and at no table.
 */
final class DataVersionFeed implements ChangeFeed {
  private static final long LOOK_MILLIS = 20;

  private final SqliteConnections connections;
  private final Connection connection;
  private final PreparedStatement look;
  private long seen;

  @SuppressWarnings("resource") // the connection belongs to this
  DataVersionFeed(SqliteConnections connections) {
    this.connections = connections;
    try {
      connection = connections.openReader();
      look = connection.prepareStatement("PRAGMA data_version");
      seen = version();
    } catch (SQLException e) {
      throw connections.problem(e, () -> "");
    }
  }

  @Override
  public boolean await(Duration atMost) throws InterruptedException {
    for (long left = atMost.toMillis(); ; left -= LOOK_MILLIS) {
      long now = look();
      if (now != seen) {
        seen = now;
        return true;
      }
      if (left <= 0) {
        return false;
      }
      Thread.sleep(Math.min(LOOK_MILLIS, left));
    }
  }

  private long look() {
    try {
      return version();
    } catch (SQLException e) {
      throw connections.problem(e, () -> "");
    }
  }

  private long version() throws SQLException {
    try (ResultSet row = look.executeQuery()) {
      row.next();
      return row.getLong(1);
    }
  }

  @Override
  public void close() {
    try (connection) {
      look.close();
    } catch (SQLException e) {
      throw connections.problem(e, () -> "");
    }
  }
}

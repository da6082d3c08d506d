package dev.millrace.store.postgres;

import dev.millrace.spi.store.ChangeFeed;
import dev.millrace.store.sql.SqlFailedException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/**
 * Listens on a connection of its own for what the trigger on events tells. Channels are one for the
 * whole database, so that the schema goes with the message. Without a connection everything may
 * have changed, and a new one is tried at each wait.
 */
final class NotifyFeed implements ChangeFeed {
  private static final String CHANNEL = "millrace";

  /** How often others look while nobody can tell them. */
  private static final long WITHOUT_MILLIS = 200;

  private final PostgresConnections connections;
  private @Nullable Connection connection;
  private String schema = "";

  NotifyFeed(PostgresConnections connections) {
    this.connections = connections;
    try {
      connection = listen();
    } catch (SQLException | SqlFailedException e) {
      throw connections.problem(e, () -> "");
    }
  }

  private Connection listen() throws SQLException {
    Connection opened = connections.openReader();
    try (Statement statement = opened.createStatement()) {
      statement.execute("LISTEN " + CHANNEL);
      try (ResultSet row = statement.executeQuery("SELECT current_schema()")) {
        row.next();
        schema = row.getString(1);
      }
      return opened;
    } catch (SQLException e) {
      opened.close();
      throw e;
    }
  }

  @Override
  public boolean await(Duration atMost) throws InterruptedException {
    Connection listening = connection;
    if (listening == null) {
      Thread.sleep(Math.clamp(atMost.toMillis(), 1, WITHOUT_MILLIS));
      connection = again();
      return true;
    }
    try {
      return isTold(listening.unwrap(PGConnection.class), atMost);
    } catch (SQLException lost) {
      closeQuietly(listening);
      connection = null;
      return true;
    }
  }

  private boolean isTold(PGConnection listening, Duration atMost) throws SQLException {
    long end = System.nanoTime() + atMost.toNanos();
    while (true) {
      long left = Math.max(1, (end - System.nanoTime()) / 1_000_000);
      PGNotification[] told = listening.getNotifications((int) Math.min(left, Integer.MAX_VALUE));
      if (told != null) {
        for (PGNotification each : told) {
          if (each.getParameter().equals(schema)) {
            return true;
          }
        }
      }
      if (System.nanoTime() - end >= 0) {
        return false;
      }
    }
  }

  private @Nullable Connection again() {
    try {
      return listen();
    } catch (SQLException | SqlFailedException away) {
      return null;
    }
  }

  private static void closeQuietly(Connection lost) {
    try {
      lost.close();
    } catch (SQLException e) {
      // It is lost already.
    }
  }

  @Override
  public void close() {
    Connection listening = connection;
    if (listening != null) {
      closeQuietly(listening);
    }
  }
}

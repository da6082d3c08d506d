package dev.millrace.bench;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A stand-in for a tracking server on SQLite that cannot be installed where this is measured:
 * tables with texts as keys, every value in a table of all values and in one of the latest, a row
 * per insert, a join per condition and per part of an order, pages by OFFSET; SQLite as it comes,
 * with a rollback journal. There is no HTTP, no JSON and no interpreter in it, which the server has
 * on top.
 */
final class RowPerMetric implements AutoCloseable {
  private final Connection connection;

  RowPerMetric(Path file) throws SQLException {
    this.connection = DriverManager.getConnection("jdbc:sqlite:" + file);
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      for (String sql :
          List.of(
              "CREATE TABLE runs (run_uuid VARCHAR(32) NOT NULL PRIMARY KEY, name VARCHAR(250),"
                  + " user_id VARCHAR(256), status VARCHAR(9), start_time BIGINT, end_time BIGINT,"
                  + " lifecycle_stage VARCHAR(20), artifact_uri VARCHAR(200), experiment_id"
                  + " INTEGER)",
              "CREATE TABLE metrics (key VARCHAR(250) NOT NULL, value FLOAT NOT NULL, timestamp"
                  + " BIGINT NOT NULL, run_uuid VARCHAR(32) NOT NULL, step BIGINT NOT NULL, is_nan"
                  + " BOOLEAN NOT NULL, PRIMARY KEY (key, timestamp, step, run_uuid, value,"
                  + " is_nan))",
              "CREATE TABLE latest_metrics (key VARCHAR(250) NOT NULL, value FLOAT NOT NULL,"
                  + " timestamp BIGINT, step BIGINT NOT NULL, is_nan BOOLEAN NOT NULL, run_uuid"
                  + " VARCHAR(32) NOT NULL, PRIMARY KEY (key, run_uuid))",
              "CREATE TABLE params (key VARCHAR(250) NOT NULL, value VARCHAR(8000) NOT NULL,"
                  + " run_uuid VARCHAR(32) NOT NULL, PRIMARY KEY (key, run_uuid))",
              "CREATE TABLE tags (key VARCHAR(250) NOT NULL, value VARCHAR(8000), run_uuid"
                  + " VARCHAR(32) NOT NULL, PRIMARY KEY (key, run_uuid))",
              "CREATE INDEX metrics_of_run ON metrics (run_uuid)",
              "CREATE INDEX latest_of_run ON latest_metrics (run_uuid)",
              "CREATE INDEX params_of_run ON params (run_uuid)",
              "CREATE INDEX tags_of_run ON tags (run_uuid)")) {
        statement.execute(sql);
      }
    }
    connection.commit();
  }

  /** Takes over the runs of a home, without waiting for the disk. */
  void fill(Path home) throws SQLException {
    pragma("PRAGMA synchronous = OFF");
    pragma("PRAGMA cache_size = -1000000");
    pragma("ATTACH 'file:" + home + "?mode=ro' AS home");
    execute(
        "INSERT INTO runs SELECT run_id, name, user_name, status, started_ms, ended_ms, 'active',"
            + " artifacts, experiment_id FROM home.tracked_run");
    execute(
        "INSERT INTO metrics SELECT n.name, m.value, m.at_ms, r.run_id, m.step, 0 FROM"
            + " home.run_metric m JOIN home.tracked_run r ON r.id = m.run JOIN home.tracked_name n"
            + " ON n.id = m.name_id");
    execute(
        "INSERT INTO latest_metrics SELECT key, value, timestamp, step, is_nan, run_uuid FROM"
            + " metrics");
    for (String table : List.of("param", "tag")) {
      execute(
          "INSERT INTO "
              + table
              + "s SELECT n.name, m.value, r.run_id FROM home.run_"
              + table
              + " m JOIN home.tracked_run r ON r.id = m.run JOIN home.tracked_name n ON n.id ="
              + " m.name_id");
    }
    connection.commit();
    pragma("DETACH home");
    pragma("PRAGMA synchronous = FULL");
    pragma("PRAGMA cache_size = -2000");
  }

  /** A run and a batch of it, each durable when it is through. */
  void logBatch(RunValues values) throws SQLException {
    String id = values.id().value();
    execute(
        "INSERT INTO runs VALUES (?, ?, 'ann', 'FINISHED', ?, ?, 'active', '', 0)",
        id,
        "run " + values.run(),
        values.started(),
        values.started() + 500);
    connection.commit();
    var _ = query("SELECT * FROM runs WHERE run_uuid = ?", id);
    List<String> names = new ArrayList<>();
    for (int i = 0; i < values.metrics(); i++) {
      names.add(RunValues.metricName(i));
      execute(
          "INSERT INTO metrics VALUES (?, ?, ?, ?, 0, 0)",
          names.get(i),
          values.metric(i),
          values.started(),
          id);
    }
    List<Object> parameters = new ArrayList<>(List.of(id));
    parameters.addAll(names);
    var _ =
        query(
            "SELECT key FROM latest_metrics WHERE run_uuid = ? AND key IN " + marks(names.size()),
            parameters.toArray());
    for (int i = 0; i < values.metrics(); i++) {
      execute(
          "INSERT INTO latest_metrics VALUES (?, ?, ?, 0, 0, ?)",
          names.get(i),
          values.metric(i),
          values.started(),
          id);
    }
    for (int i = 0; i < 5; i++) {
      execute("INSERT INTO params VALUES (?, ?, ?)", RunValues.paramName(i), values.param(i), id);
    }
    for (int i = 0; i < 3; i++) {
      execute("INSERT INTO tags VALUES (?, ?, ?)", RunValues.tagName(i), values.tag(i), id);
    }
    connection.commit();
  }

  /** Runs with a metric over a bound, by another metric from above; with all that is noted. */
  int byMetric(String metric, double least, String order, int limit, int offset)
      throws SQLException {
    return page(
        " JOIN (SELECT * FROM latest_metrics WHERE key = ? AND value > ?) AS f ON r.run_uuid ="
            + " f.run_uuid LEFT OUTER JOIN (SELECT * FROM latest_metrics WHERE key = ?) AS o ON"
            + " r.run_uuid = o.run_uuid",
        "CASE WHEN o.is_nan = 1 THEN 1 WHEN o.value IS NULL THEN 2 ELSE 0 END, o.value DESC,",
        limit,
        offset,
        metric,
        least,
        order);
  }

  /** Runs with a tag and a parameter, newest first. */
  int byTexts(String tag, String value, String param, String other, int limit) throws SQLException {
    return page(
        " JOIN (SELECT * FROM tags WHERE key = ? AND value = ?) AS t ON r.run_uuid = t.run_uuid"
            + " JOIN (SELECT * FROM params WHERE key = ? AND value = ?) AS p ON r.run_uuid ="
            + " p.run_uuid",
        "",
        limit,
        0,
        tag,
        value,
        param,
        other);
  }

  /** The newest runs. */
  int newest(int limit) throws SQLException {
    return page("", "", limit, 0);
  }

  private int page(String joins, String order, int limit, int offset, Object... parameters)
      throws SQLException {
    List<Object> all = new ArrayList<>(List.of(parameters));
    all.addAll(List.of(limit, offset));
    List<String> ids =
        query(
            "SELECT DISTINCT r.run_uuid, r.name, r.user_id, r.status, r.start_time, r.end_time,"
                + " r.artifact_uri"
                + (order.isEmpty() ? "" : ", o.value, o.is_nan")
                + " FROM runs AS r"
                + joins
                + " WHERE r.experiment_id IN (0) AND r.lifecycle_stage IN ('active') ORDER BY "
                + order
                + " r.start_time DESC, r.run_uuid LIMIT ? OFFSET ?",
            all.toArray());
    int cells = 0;
    for (String table : List.of("latest_metrics", "params", "tags")) {
      cells +=
          query(
                  "SELECT run_uuid, key, value FROM "
                      + table
                      + " WHERE run_uuid IN "
                      + marks(ids.size()),
                  ids.toArray())
              .size();
    }
    return cells;
  }

  private static String marks(int count) {
    return Stream.generate(() -> "?").limit(count).collect(Collectors.joining(", ", "(", ")"));
  }

  private void pragma(String sql) throws SQLException {
    connection.commit();
    connection.setAutoCommit(true);
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
    connection.setAutoCommit(false);
  }

  private void execute(String sql, Object... parameters) throws SQLException {
    try (PreparedStatement statement = prepared(sql, parameters)) {
      statement.executeUpdate();
    }
  }

  /** The first cell of each row; all cells are read. */
  private List<String> query(String sql, Object... parameters) throws SQLException {
    List<String> first = new ArrayList<>();
    try (PreparedStatement statement = prepared(sql, parameters);
        ResultSet rows = statement.executeQuery()) {
      int columns = rows.getMetaData().getColumnCount();
      while (rows.next()) {
        first.add(rows.getString(1));
        for (int column = 2; column <= columns; column++) {
          var _ = rows.getObject(column);
        }
      }
    }
    return first;
  }

  private PreparedStatement prepared(String sql, Object... parameters) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    for (int i = 0; i < parameters.length; i++) {
      statement.setObject(i + 1, parameters[i]);
    }
    return statement;
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}

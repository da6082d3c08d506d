package dev.millrace.bench;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.IntFunction;

/**
 * Fills a home of no runs with many, by statements of SQLite alone and without waiting for the
 * disk: what is measured is noting and searching beside them.
 */
final class ManyRuns {
  private ManyRuns() {}

  /** Runs of one experiment with metrics between 0 and 1, five parameters and three tags each. */
  static void fill(Path home, int runs, int metrics) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + home);
        Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA synchronous = OFF");
      statement.execute("PRAGMA cache_size = -1000000");
      statement.execute("BEGIN");
      String index = text(statement, "run_metric_by_value");
      statement.execute("DROP INDEX run_metric_by_value");
      statement.execute(
          numbers(runs)
              + " INSERT INTO tracked_run (id, project, run_id, experiment_id, name, status,"
              + " user_name, started_ms, ended_ms, artifacts, pipeline, deleted_ms) SELECT i + 1,"
              + " 'default', lower(hex(randomblob(16))), 0, 'run ' || i, 'FINISHED', 'ann', "
              + RunValues.BEGIN
              + " + i * 1000, "
              + RunValues.BEGIN
              + " + i * 1000 + 500, '', NULL, NULL FROM n");
      names(statement, 1, metrics, i -> RunValues.metricName(i));
      names(statement, metrics + 1, 5, i -> RunValues.paramName(i));
      names(statement, metrics + 6, 3, i -> RunValues.tagName(i));
      statement.execute(
          numbers(metrics)
              + " INSERT INTO run_metric (run, name_id, nan, value, at_ms, step) SELECT r.id, n.i +"
              + " 1, 0, abs(random()) / 9223372036854775808.0, r.started_ms, 0 FROM tracked_run r"
              + " CROSS JOIN n");
      statement.execute(index);
      texts(statement, "run_param", metrics + 1, 5, "CAST(r.id % 10 AS TEXT)");
      texts(statement, "run_tag", metrics + 6, 3, "'team-' || r.id % 50");
      statement.execute("COMMIT");
    }
  }

  private static String numbers(int count) {
    return "WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < "
        + (count - 1)
        + ")";
  }

  private static String text(Statement statement, String index) throws SQLException {
    try (var row =
        statement.executeQuery("SELECT sql FROM sqlite_schema WHERE name = '" + index + "'")) {
      row.next();
      return row.getString(1);
    }
  }

  private static void names(Statement statement, int first, int count, IntFunction<String> name)
      throws SQLException {
    for (int i = 0; i < count; i++) {
      statement.execute(
          "INSERT INTO tracked_name (id, name) VALUES ("
              + (first + i)
              + ", '"
              + name.apply(i)
              + "')");
    }
  }

  private static void texts(Statement statement, String table, int first, int count, String value)
      throws SQLException {
    statement.execute(
        numbers(count)
            + " INSERT INTO "
            + table
            + " (run, name_id, value) SELECT r.id, n.i + "
            + first
            + ", CASE n.i WHEN 0 THEN "
            + value
            + " ELSE 'value ' || r.id || '.' || n.i END FROM tracked_run r CROSS JOIN n");
  }
}

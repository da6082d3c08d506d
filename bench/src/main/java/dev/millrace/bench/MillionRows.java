package dev.millrace.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;

/**
 * A CSV file of a million rows and 20 columns, the last of them the label, and a pipeline that
 * learns it; made from a seed.
 */
final class MillionRows {
  static final int ROUNDS = 200;

  private MillionRows() {}

  /** Makes both in a folder where they are not there yet; gives the pipeline. */
  static Path in(Path folder, long rows) throws IOException, SQLException {
    Files.createDirectories(folder);
    Path data = folder.resolve("trips.csv");
    if (!Files.exists(data)) {
      make(data, rows);
    }
    return Files.writeString(
        folder.resolve("pipeline.yaml"),
        String.format(
            Locale.ROOT,
            """
            name: trips
            source: { files: trips.csv, time: { column: started_at } }
            label: { column: late }
            split: { by: time, train: 70%%, validation: 15%%, test: 15%% }
            train: { learner: xgboost, rounds: %d, early-stopping: 0 }
            gate: [auc >= 0.6]
            """,
            ROUNDS));
  }

  private static void make(Path data, long rows) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      statement.execute("SET threads = 1");
      statement.execute("SELECT setseed(0.5)");
      statement.execute(
          String.format(
              Locale.ROOT,
              """
              CREATE TABLE trips AS SELECT
                TIMESTAMP '2024-01-01' + to_seconds(i * 30) AS started_at,
                round(random() * 40, 3) AS miles,
                CASE WHEN random() < 0.1 THEN NULL ELSE floor(random() * 5400) END AS seconds,
                round(3 + random() * 60, 2) AS fare,
                41.6 + random() * 0.4 AS pickup_latitude,
                -87.9 + random() * 0.4 AS pickup_longitude,
                41.6 + random() * 0.4 AS dropoff_latitude,
                -87.9 + random() * 0.4 AS dropoff_longitude,
                round(-15 + random() * 45, 1) AS temperature,
                round(-log(1 - random()) * 9, 2) AS wind,
                floor(random() * 100)::INT AS humidity,
                floor(random() * 77)::INT AS area,
                1 + floor(random() * 6)::INT AS passengers,
                floor(random() * 1000000)::INT AS taxi,
                CASE WHEN random() < 0.05 THEN NULL ELSE round(random() * 5, 1) END AS rating,
                'Company ' || floor(random() * 20)::INT AS company,
                ['Cash', 'Credit Card', 'Mobile', 'Prepaid'][1 + floor(random() * 4)::INT] AS payment,
                ['Clear', 'Rain', 'Snow', 'Fog', 'Wind', 'Hail'][1 + floor(random() * 6)::INT]
                  AS weather,
                random() < 0.2 AS shared
              FROM range(%d) t(i)
              """,
              rows));
      statement.execute(
          """
          COPY (SELECT *, (random() < 1 / (1 + exp(-(
              miles / 12 - coalesce(seconds, 2000) / 2500 + (temperature < 0)::INT
              + wind * (weather = 'Snow')::INT / 10 + sin(area) + (company = 'Company 7')::INT
              - 1.5 * shared::INT * (passengers > 2)::INT - rating / 5 - 0.5))))::INT AS late
            FROM trips) TO '\
          """
              + data
              + "' (HEADER)");
    }
  }
}

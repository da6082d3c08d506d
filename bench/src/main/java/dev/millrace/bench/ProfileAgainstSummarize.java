package dev.millrace.bench;

import dev.millrace.digest.Digest;
import dev.millrace.duckdb.DuckDb;
import dev.millrace.spi.collect.RowCount;
import dev.millrace.spi.data.DataCut;
import dev.millrace.spi.data.PinnedSource;
import dev.millrace.spi.data.SourceFormat;
import dev.millrace.spi.data.SourceObject;
import dev.millrace.spi.engine.EngineSettings;
import dev.millrace.spi.engine.LandingColumn;
import dev.millrace.spi.engine.LandingColumn.TemporalForm;
import dev.millrace.spi.engine.LandingPlan;
import dev.millrace.spi.engine.ReadOptions;
import dev.millrace.spi.profile.TableProfile;
import dev.millrace.spi.profile.TableProfiler;
import dev.millrace.spi.scan.SampleSize;
import dev.millrace.spi.scan.Scan;
import dev.millrace.spi.store.Checkpoints;
import dev.millrace.store.files.FileBlobs;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.List;
import java.util.Locale;

/**
 * Processor time of a full profile of a landed table of 3 million rows and 15 columns, and of
 * DuckDB's SUMMARIZE on the same rows: as a table of its own, and as a Parquet file. Argument: a
 * folder for 2 GB of scratch data. Threads: 2 on both sides.
 */
public final class ProfileAgainstSummarize {
  private static final long ROWS = 3_000_000;
  private static final int ROUNDS = 5;

  private ProfileAgainstSummarize() {}

  /** Runs it. */
  public static void main(String[] arguments) throws IOException, SQLException {
    Path folder = Path.of(arguments[0]);
    Files.createDirectories(folder);
    Path parquet = folder.resolve("table.parquet");
    Path table = folder.resolve("table.duckdb");
    if (!Files.exists(table)) {
      make(table, parquet);
    }
    try (Connection connection = connect(table)) {
      best("SUMMARIZE table", () -> drain(connection, "SUMMARIZE trips"));
      best("SUMMARIZE parquet", () -> drain(connection, "SUMMARIZE FROM '" + parquet + "'"));
    }
    EngineSettings settings =
        new EngineSettings(2, 1L << 30, folder.resolve("scratch"), List.of(folder));
    Path blobs = Files.createDirectories(folder.resolve("blobs"));
    try (DuckDb engine =
        DuckDb.open(settings, new FileBlobs(blobs, Clock.systemUTC(), Checkpoints.NONE))) {
      DataCut cut = land(engine, parquet);
      best("profile", () -> profile(engine, cut));
      best("read only", () -> engine.collect(Scan.all(cut), new RowCount()));
      best("sample 20,000", () -> engine.sample(Scan.all(cut), new SampleSize(20_000, 1)));
      TableProfile profile = profile(engine, cut);
      profile.columns().forEach(column -> print(column.field().name() + " " + column.exact()));
    }
  }

  private static TableProfile profile(DuckDb engine, DataCut cut) {
    return TableProfiler.profile(engine, Scan.all(cut));
  }

  private static Connection connect(Path table) throws SQLException {
    Connection connection = DriverManager.getConnection("jdbc:duckdb:" + table);
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET threads = 2");
    }
    return connection;
  }

  private static void make(Path table, Path parquet) throws SQLException {
    try (Connection connection = connect(table);
        Statement statement = connection.createStatement()) {
      statement.execute("SELECT setseed(0.5)");
      statement.execute(
          String.format(
              Locale.ROOT,
              """
              CREATE TABLE trips AS SELECT
                i AS id,
                floor(random() * 77)::BIGINT AS area,
                floor(random() * 20000)::BIGINT AS tract,
                (1400000000 + i * 7)::BIGINT AS started,
                to_timestamp(1400000000 + i * 7) AS started_at,
                random() * 100 AS miles,
                random() AS latitude,
                round(random() * 60, 2) AS fare,
                CASE WHEN random() < 0.6 THEN 0 ELSE round(random() * 10, 1) END AS tips,
                CASE WHEN random() < 0.1 THEN NULL ELSE random() * 3600 END AS seconds,
                floor(random() * 24)::DOUBLE AS hour,
                'Company ' || floor(random() * 100)::INT AS company,
                'Street ' || floor(random() * 5000)::INT AS street,
                md5(i::VARCHAR)[:12] AS taxi,
                CASE WHEN random() < 0.5 THEN 'Cash' WHEN random() < 0.5 THEN 'Card' END AS payment
              FROM range(%d) t(i)
              """,
              ROWS));
      statement.execute("COPY trips TO '" + parquet + "' (FORMAT parquet)");
    }
  }

  private static DataCut land(DuckDb engine, Path parquet) throws IOException {
    byte[] bytes = Files.readAllBytes(parquet);
    PinnedSource source =
        new PinnedSource(
            SourceFormat.PARQUET,
            List.of(new SourceObject(parquet.toString(), bytes.length, Digest.ofBytes(bytes))));
    List<LandingColumn> columns =
        engine.infer(source, ReadOptions.DEFAULTS).columns().stream()
            .map(column -> new LandingColumn(column.field(), List.of(), TemporalForm.ISO))
            .toList();
    return engine.land(source, new LandingPlan(ReadOptions.DEFAULTS, columns, List.of())).cut();
  }

  private static void drain(Connection connection, String query) {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(query)) {
      while (result.next()) {
        result.getString(1);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void best(String what, Runnable work) {
    double best = Double.MAX_VALUE;
    double wall = Double.MAX_VALUE;
    for (int round = 0; round < ROUNDS; round++) {
      long start = System.nanoTime();
      long before = processorTime();
      work.run();
      best = Math.min(best, (processorTime() - before) / 1e9);
      wall = Math.min(wall, (System.nanoTime() - start) / 1e9);
    }
    print(String.format(Locale.ROOT, "%-20s %6.2f s processor, %6.2f s", what, best, wall));
  }

  private static long processorTime() {
    return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  private static void print(String line) {
    System.out.println(line);
  }
}

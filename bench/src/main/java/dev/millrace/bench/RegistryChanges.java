package dev.millrace.bench;

import dev.millrace.spi.id.Actor;
import dev.millrace.spi.id.Change;
import dev.millrace.spi.id.ProjectName;
import dev.millrace.spi.store.Checkpoints;
import dev.millrace.spi.store.ExperimentStore;
import dev.millrace.spi.track.NewExperiment;
import dev.millrace.store.sqlite.SqliteSettings;
import dev.millrace.store.sqlite.SqliteStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Durable changes of the record a second, each with its event in the chain, against what SQLite
 * does alone with the same durability: one transaction that inserts one row. Arguments: folder,
 * seconds for each.
 */
public final class RegistryChanges {
  private static final Actor ANN = new Actor("ann", Actor.Standing.UNVERIFIED);
  private static final ProjectName PROJECT = new ProjectName("default");

  private RegistryChanges() {}

  public static void main(String[] arguments) throws Exception {
    Path folder = Files.createTempDirectory(Path.of(arguments[0]), "registry-");
    int seconds = Integer.parseInt(arguments[1]);
    for (int turn = 0; turn < 3; turn++) {
      say("bare transactions of one row, one caller", bare(folder.resolve("b" + turn), seconds));
      Path file = folder.resolve("millrace" + turn + ".db");
      try (SqliteStore store = SqliteStore.open(file, SqliteSettings.DEFAULTS, Checkpoints.NONE)) {
        ExperimentStore experiments = store.stores().tracking().experiments();
        AtomicLong number = new AtomicLong();
        say("changes with an event, one caller", changes(experiments, number, 1, seconds));
        say("changes with an event, ten callers", changes(experiments, number, 10, seconds));
      }
    }
  }

  private static double bare(Path file, int seconds) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file)) {
      try (Statement statement = connection.createStatement()) {
        statement.execute("PRAGMA journal_mode = WAL");
        statement.execute("PRAGMA synchronous = FULL");
        statement.execute("CREATE TABLE thing (id INTEGER PRIMARY KEY, text TEXT NOT NULL)");
      }
      connection.setAutoCommit(false);
      try (PreparedStatement insert =
          connection.prepareStatement("INSERT INTO thing (text) VALUES (?)")) {
        long begin = System.nanoTime();
        long count = 0;
        while (System.nanoTime() - begin < seconds * 1_000_000_000L) {
          insert.setString(1, "a row of some two hundred bytes ".repeat(6));
          insert.executeUpdate();
          connection.commit();
          count++;
        }
        return count / ((System.nanoTime() - begin) / 1e9);
      }
    }
  }

  private static double changes(
      ExperimentStore experiments, AtomicLong number, int callers, int seconds)
      throws InterruptedException {
    long begin = System.nanoTime();
    long before = number.get();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < callers; i++) {
      threads.add(
          Thread.ofPlatform()
              .start(
                  () -> {
                    while (System.nanoTime() - begin < seconds * 1_000_000_000L) {
                      String name = "experiment " + number.incrementAndGet();
                      var _ =
                          experiments.create(
                              new Change(PROJECT, ANN, "measured", name, Instant.EPOCH),
                              new NewExperiment(name, "", List.of()));
                    }
                  }));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    return (number.get() - before) / ((System.nanoTime() - begin) / 1e9);
  }

  private static void say(String what, double rate) {
    System.out.printf(Locale.ROOT, "%-48s %10.0f a second%n", what, rate);
  }
}

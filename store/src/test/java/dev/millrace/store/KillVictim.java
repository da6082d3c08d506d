package dev.millrace.store;

import static dev.millrace.testkit.store.StoreCases.NOON;
import static dev.millrace.testkit.store.StoreCases.TAXI;
import static dev.millrace.testkit.store.StoreCases.change;
import static dev.millrace.testkit.store.StoreCases.made;
import static dev.millrace.testkit.store.StoreCases.start;

import dev.millrace.digest.Digest;
import dev.millrace.spi.store.Checkpoints;
import dev.millrace.spi.store.Lease;
import dev.millrace.spi.store.LeaseOwner;
import dev.millrace.store.postgres.PostgresServer;
import dev.millrace.store.postgres.PostgresStore;
import dev.millrace.store.sqlite.SqliteSettings;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Set;

/**
 * A process that starts a run, then stores blobs and commits stages until it is killed, and says so
 * after each. Arguments: the home, the number of the run, and the PostgreSQL database of its
 * metadata, or nothing when that is in the home.
 */
final class KillVictim {
  private KillVictim() {}

  public static void main(String[] arguments) {
    int number = Integer.parseInt(arguments[1]);
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    LeaseOwner owner = new LeaseOwner("victim", number, NOON);
    Set<LeaseOwner> before = Set.of(new LeaseOwner("victim", number - 1, NOON));
    try (LocalStore store = open(Path.of(arguments[0]), arguments[2])) {
      Lease lease =
          store
              .stores()
              .runs()
              .start(change("start" + number), start(number, TAXI, owner, before))
              .lease();
      out.println("started");
      for (int i = 0; ; i++) {
        String value = number + "/" + i;
        Digest blob = store.blobs().put(value.repeat(5000).getBytes(StandardCharsets.UTF_8));
        store.stores().runs().commit(change("stage" + value), lease, made("s", value, value));
        out.println(blob);
      }
    }
  }

  /** Opens the stores as the victim does. */
  static LocalStore open(Path folder, String database) {
    Home home = Home.open(folder);
    InstantSource clock = InstantSource.system();
    return database.isEmpty()
        ? LocalStore.open(home, SqliteSettings.DEFAULTS, clock, Checkpoints.NONE)
        : LocalStore.with(
            PostgresStore.open(
                PostgresServer.settingsOf(database), PostgresServer.SECRETS, Checkpoints.NONE),
            home,
            clock,
            Checkpoints.NONE);
  }
}

package dev.millrace.store.sqlite;

import dev.millrace.spi.store.Checkpoints;
import dev.millrace.spi.store.Stores;
import dev.millrace.store.sql.OpenProcesses;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.zip.GZIPInputStream;

/** The stores a test has open on one file, as many processes would; closed in reverse. */
final class OpenStores implements AutoCloseable {
  private final Path database;
  private final OpenProcesses processes;

  OpenStores(Path folder) {
    this.database = folder.resolve("millrace.db");
    this.processes =
        new OpenProcesses(
            checkpoints -> SqliteStore.open(database, SqliteSettings.DEFAULTS, checkpoints));
  }

  /** A home whose metadata is a file that was written once, by an earlier version of the schema. */
  static OpenStores golden(Path folder, String name) throws IOException {
    OpenStores home = new OpenStores(folder);
    try (InputStream file = OpenStores.class.getResourceAsStream("/golden/" + name);
        InputStream database = new GZIPInputStream(Objects.requireNonNull(file))) {
      Files.copy(database, home.database());
    }
    return home;
  }

  Path database() {
    return database;
  }

  /** A process of its own when it is observed; else one of two, in turn. */
  Stores open(Checkpoints checkpoints) {
    return processes.open(checkpoints);
  }

  SqliteStore store(SqliteSettings settings, Checkpoints checkpoints) {
    return processes.keep(SqliteStore.open(database, settings, checkpoints));
  }

  @Override
  public void close() {
    processes.close();
  }
}

package dev.millrace.store.sqlite;

import dev.millrace.spi.store.Checkpoints;
import dev.millrace.spi.store.Stores;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The stores a test has open on one home, as many processes would; closed in reverse. */
final class OpenStores implements AutoCloseable {
  private static final int PROCESSES = 2;

  private final Path database;
  private final List<SqliteStore> opened = new ArrayList<>();
  private final List<Stores> processes = new ArrayList<>();
  private int turn;

  OpenStores(Path folder) {
    this.database = folder.resolve("millrace.db");
  }

  Path database() {
    return database;
  }

  /** A process of its own when it is observed; else one of two, in turn. */
  Stores open(Checkpoints checkpoints) {
    if (!checkpoints.equals(Checkpoints.NONE)) {
      return store(SqliteSettings.DEFAULTS, checkpoints).stores();
    }
    if (processes.size() < PROCESSES) {
      processes.add(store(SqliteSettings.DEFAULTS, checkpoints).stores());
      return processes.getLast();
    }
    turn = (turn + 1) % PROCESSES;
    return processes.get(turn);
  }

  SqliteStore store(SqliteSettings settings, Checkpoints checkpoints) {
    opened.add(SqliteStore.open(database, settings, checkpoints));
    return opened.getLast();
  }

  @Override
  public void close() {
    opened.reversed().forEach(SqliteStore::close);
    opened.clear();
    processes.clear();
  }
}

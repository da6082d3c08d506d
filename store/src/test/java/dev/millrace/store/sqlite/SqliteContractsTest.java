package dev.millrace.store.sqlite;

import dev.millrace.spi.store.Checkpoints;
import dev.millrace.spi.store.Stores;
import dev.millrace.store.sql.StoreContracts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

/** SQLite keeps every contract of metadata stores, two processes on one home. */
@Tag("contract")
class SqliteContractsTest extends StoreContracts {
  @TempDir static Path made;
  private final OpenStores home;

  SqliteContractsTest(@TempDir Path folder) throws IOException {
    home = new OpenStores(folder);
    Files.copy(made.resolve("millrace.db"), home.database());
  }

  /** Making a home takes longer than most tests: it is made once and copied. */
  @BeforeAll
  static void makeHome() {
    try (OpenStores empty = new OpenStores(made)) {
      var _ = empty.open(Checkpoints.NONE);
    }
  }

  @AfterEach
  void closeHome() {
    home.close();
  }

  @Override
  protected Stores openStores(Checkpoints checkpoints) {
    return home.open(checkpoints);
  }
}

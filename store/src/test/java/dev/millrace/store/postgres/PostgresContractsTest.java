package dev.millrace.store.postgres;

import dev.millrace.spi.store.Checkpoints;
import dev.millrace.spi.store.Stores;
import dev.millrace.store.sql.LikeMemory;
import dev.millrace.store.sql.OpenProcesses;
import dev.millrace.store.sql.SearchLikeMemory;
import dev.millrace.store.sql.StoreContracts;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** PostgreSQL keeps every contract of metadata stores, two processes on one database. */
@Tag("contract")
class PostgresContractsTest extends StoreContracts {
  private static PostgresServer server;
  private OpenProcesses home;

  @BeforeAll
  static void startServer(@TempDir Path data) throws IOException {
    server = PostgresServer.start(data);
  }

  @AfterAll
  static void stopServer() throws IOException {
    server.close();
  }

  @BeforeEach
  void makeHome() {
    PostgresSettings settings = server.settings(server.copyOfMade());
    home =
        new OpenProcesses(
            checkpoints -> PostgresStore.open(settings, PostgresServer.SECRETS, checkpoints));
  }

  @AfterEach
  void closeHome() {
    home.close();
  }

  @Override
  protected Stores openStores(Checkpoints checkpoints) {
    return home.open(checkpoints);
  }

  @Test
  void searchesFindWhatTheyFindInMemory() {
    PostgresStore store =
        home.keep(
            PostgresStore.open(
                server.settings(server.copyOfMade()), PostgresServer.SECRETS, Checkpoints.NONE));
    SearchLikeMemory.assertFoundAlike(store.stores(), store.transactions());
  }

  @Test
  void everyStepIsAnsweredAsInMemory() {
    LikeMemory.assertAnsweredAlike(home.open(Checkpoints.NONE));
  }
}

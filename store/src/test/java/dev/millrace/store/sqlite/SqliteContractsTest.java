package dev.millrace.store.sqlite;

import dev.millrace.spi.store.Checkpoints;
import dev.millrace.spi.store.Stores;
import dev.millrace.testkit.store.ChampionContract;
import dev.millrace.testkit.store.EffectJournalContract;
import dev.millrace.testkit.store.EventLogContract;
import dev.millrace.testkit.store.RegistryContract;
import dev.millrace.testkit.store.RunQueriesContract;
import dev.millrace.testkit.store.RunStoreContract;
import dev.millrace.testkit.store.ServingStoresContract;
import dev.millrace.testkit.store.StageResultsContract;
import dev.millrace.testkit.store.StoreCrashContract;
import dev.millrace.testkit.store.StoreRaceContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

/** SQLite keeps every contract of metadata stores, two processes on one home. */
@Tag("contract")
class SqliteContractsTest {
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

  @Nested
  class RunStore extends RunStoreContract {
    @Override
    protected Stores open(Checkpoints checkpoints) {
      return home.open(checkpoints);
    }
  }

  @Nested
  class RunQueries extends RunQueriesContract {
    @Override
    protected Stores open(Checkpoints checkpoints) {
      return home.open(checkpoints);
    }
  }

  @Nested
  class StageResults extends StageResultsContract {
    @Override
    protected Stores open(Checkpoints checkpoints) {
      return home.open(checkpoints);
    }
  }

  @Nested
  class EffectJournal extends EffectJournalContract {
    @Override
    protected Stores open(Checkpoints checkpoints) {
      return home.open(checkpoints);
    }
  }

  @Nested
  class Registry extends RegistryContract {
    @Override
    protected Stores open(Checkpoints checkpoints) {
      return home.open(checkpoints);
    }
  }

  @Nested
  class Champion extends ChampionContract {
    @Override
    protected Stores open(Checkpoints checkpoints) {
      return home.open(checkpoints);
    }
  }

  @Nested
  class EventLog extends EventLogContract {
    @Override
    protected Stores open(Checkpoints checkpoints) {
      return home.open(checkpoints);
    }
  }

  @Nested
  class ServingStores extends ServingStoresContract {
    @Override
    protected Stores open(Checkpoints checkpoints) {
      return home.open(checkpoints);
    }
  }

  @Nested
  class StoreRace extends StoreRaceContract {
    @Override
    protected Stores open(Checkpoints checkpoints) {
      return home.open(checkpoints);
    }
  }

  @Nested
  class StoreCrash extends StoreCrashContract {
    @Override
    protected Stores open(Checkpoints checkpoints) {
      return home.open(checkpoints);
    }
  }
}

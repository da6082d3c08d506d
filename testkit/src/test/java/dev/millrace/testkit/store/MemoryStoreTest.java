package dev.millrace.testkit.store;

import dev.millrace.digest.Digest;
import dev.millrace.spi.store.BlobShelf;
import dev.millrace.spi.store.Checkpoints;
import dev.millrace.spi.store.Stores;
import java.nio.file.Path;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

/** The store in memory keeps every contract. */
class MemoryStoreTest {
  private final MemoryStore home = new MemoryStore();

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
  class ServingStores extends ServingStoresContract {
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
  class Tracking extends TrackingContract {
    @Override
    protected Stores open(Checkpoints checkpoints) {
      return home.open(checkpoints);
    }
  }

  @Nested
  class Experiments extends ExperimentsContract {
    @Override
    protected Stores open(Checkpoints checkpoints) {
      return home.open(checkpoints);
    }
  }

  @Nested
  class Search extends SearchContract {
    @Override
    protected Stores open(Checkpoints checkpoints) {
      return home.open(checkpoints);
    }
  }

  @Nested
  class Keeping extends KeepingContract {
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

  @Nested
  class Blobs extends BlobShelfContract {
    private final MemoryBlobs blobs;

    Blobs(@TempDir Path folder) {
      blobs = new MemoryBlobs(folder);
    }

    @Override
    protected BlobShelf open() {
      return blobs;
    }

    @Override
    protected void damage(Digest digest) {
      blobs.corrupt(digest);
    }

    @Override
    protected void lose(Digest digest) {
      blobs.lose(digest);
    }

    @Override
    protected void stray(String name) {
      // Nobody but this class can write here.
    }
  }
}

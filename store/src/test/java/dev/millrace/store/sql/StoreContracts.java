package dev.millrace.store.sql;

import dev.millrace.spi.store.Checkpoints;
import dev.millrace.spi.store.Stores;
import dev.millrace.testkit.store.ChampionContract;
import dev.millrace.testkit.store.EffectJournalContract;
import dev.millrace.testkit.store.EventLogContract;
import dev.millrace.testkit.store.ExperimentsContract;
import dev.millrace.testkit.store.KeepingContract;
import dev.millrace.testkit.store.RegistryContract;
import dev.millrace.testkit.store.RunQueriesContract;
import dev.millrace.testkit.store.RunStoreContract;
import dev.millrace.testkit.store.SearchContract;
import dev.millrace.testkit.store.ServingStoresContract;
import dev.millrace.testkit.store.StageResultsContract;
import dev.millrace.testkit.store.StoreCrashContract;
import dev.millrace.testkit.store.StoreRaceContract;
import dev.millrace.testkit.store.TrackingContract;
import org.junit.jupiter.api.Nested;

/** Every contract of metadata stores, two processes on one home. */
public abstract class StoreContracts {
  /** A process's stores of the home of the test: another one, or one of those already open. */
  protected abstract Stores openStores(Checkpoints checkpoints);

  @Nested
  class RunStore extends RunStoreContract {
    @Override
    protected Stores open(Checkpoints checkpoints) {
      return openStores(checkpoints);
    }
  }

  @Nested
  class RunQueries extends RunQueriesContract {
    @Override
    protected Stores open(Checkpoints checkpoints) {
      return openStores(checkpoints);
    }
  }

  @Nested
  class StageResults extends StageResultsContract {
    @Override
    protected Stores open(Checkpoints checkpoints) {
      return openStores(checkpoints);
    }
  }

  @Nested
  class EffectJournal extends EffectJournalContract {
    @Override
    protected Stores open(Checkpoints checkpoints) {
      return openStores(checkpoints);
    }
  }

  @Nested
  class Registry extends RegistryContract {
    @Override
    protected Stores open(Checkpoints checkpoints) {
      return openStores(checkpoints);
    }
  }

  @Nested
  class Champion extends ChampionContract {
    @Override
    protected Stores open(Checkpoints checkpoints) {
      return openStores(checkpoints);
    }
  }

  @Nested
  class EventLog extends EventLogContract {
    @Override
    protected Stores open(Checkpoints checkpoints) {
      return openStores(checkpoints);
    }
  }

  @Nested
  class ServingStores extends ServingStoresContract {
    @Override
    protected Stores open(Checkpoints checkpoints) {
      return openStores(checkpoints);
    }
  }

  @Nested
  class Tracking extends TrackingContract {
    @Override
    protected Stores open(Checkpoints checkpoints) {
      return openStores(checkpoints);
    }
  }

  @Nested
  class Experiments extends ExperimentsContract {
    @Override
    protected Stores open(Checkpoints checkpoints) {
      return openStores(checkpoints);
    }
  }

  @Nested
  class Search extends SearchContract {
    @Override
    protected Stores open(Checkpoints checkpoints) {
      return openStores(checkpoints);
    }
  }

  @Nested
  class Keeping extends KeepingContract {
    @Override
    protected Stores open(Checkpoints checkpoints) {
      return openStores(checkpoints);
    }
  }

  @Nested
  class StoreRace extends StoreRaceContract {
    @Override
    protected Stores open(Checkpoints checkpoints) {
      return openStores(checkpoints);
    }
  }

  @Nested
  class StoreCrash extends StoreCrashContract {
    @Override
    protected Stores open(Checkpoints checkpoints) {
      return openStores(checkpoints);
    }
  }
}

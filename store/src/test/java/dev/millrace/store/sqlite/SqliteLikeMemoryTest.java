package dev.millrace.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.spi.store.ChainCheck;
import dev.millrace.spi.store.Checkpoints;
import dev.millrace.spi.store.Stores;
import dev.millrace.testkit.store.MemoryStore;
import dev.millrace.testkit.store.RandomChanges;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SQLite answers any history as the reference in memory does, down to the digest of the chain. */
@Tag("contract")
class SqliteLikeMemoryTest {
  private static final int STEPS = 1500;

  @Test
  void everyStepIsAnsweredAlike(@TempDir Path folder) {
    try (OpenStores home = new OpenStores(folder)) {
      Stores sqlite = home.open(Checkpoints.NONE);
      Stores memory = new MemoryStore().open();
      RandomChanges first = new RandomChanges(sqlite, 42);
      RandomChanges second = new RandomChanges(memory, 42);
      for (int step = 0; step < STEPS; step++) {
        assertThat(first.step()).as("step " + step).isEqualTo(second.step());
      }
      assertThat(sqlite.events().verify()).isEqualTo(memory.events().verify());
      assertThat(sqlite.events().verify())
          .isInstanceOfSatisfying(
              ChainCheck.Whole.class, whole -> assertThat(whole.events()).isGreaterThan(300));
      assertThat(home.store(SqliteSettings.DEFAULTS, Checkpoints.NONE).checkIntegrity()).isEmpty();
    }
  }
}

package dev.millrace.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.spi.store.Checkpoints;
import dev.millrace.store.sql.LikeMemory;
import dev.millrace.store.sql.SearchLikeMemory;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SQLite answers any history as the reference in memory does, down to the digest of the chain. */
@Tag("contract")
class SqliteLikeMemoryTest {
  @Test
  void everyStepIsAnsweredAlike(@TempDir Path folder) {
    try (OpenStores home = new OpenStores(folder)) {
      LikeMemory.assertAnsweredAlike(home.open(Checkpoints.NONE));
      assertThat(home.store(SqliteSettings.DEFAULTS, Checkpoints.NONE).checkIntegrity()).isEmpty();
    }
  }

  @Test
  void searchesFindWhatTheyFindInMemory(@TempDir Path folder) {
    try (OpenStores home = new OpenStores(folder)) {
      SqliteStore store = home.store(SqliteSettings.DEFAULTS, Checkpoints.NONE);
      SearchLikeMemory.assertFoundAlike(store.stores(), store.transactions());
    }
  }
}

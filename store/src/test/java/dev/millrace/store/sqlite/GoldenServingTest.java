package dev.millrace.store.sqlite;

import static dev.millrace.testkit.store.StoreCases.NOON;
import static dev.millrace.testkit.store.StoreCases.PROJECT;
import static dev.millrace.testkit.store.StoreCases.TIPS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.digest.Digest;
import dev.millrace.spi.id.EnvironmentName;
import dev.millrace.spi.store.ChainCheck;
import dev.millrace.spi.store.Checkpoints;
import dev.millrace.spi.store.EpochServed;
import dev.millrace.spi.store.MachineState;
import dev.millrace.spi.store.ReleaseEpoch;
import dev.millrace.spi.store.ServingNode;
import dev.millrace.spi.store.ServingStores;
import dev.millrace.spi.store.Stores;
import dev.millrace.spi.store.WindowKind;
import dev.millrace.testkit.store.MemoryStore;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A metadata file written by schema version 2 opens for ever and says what it said then. The file
 * is never written again.
 */
class GoldenServingTest {
  private static final Digest HEAD =
      new Digest("bb171f8ceaff42914b64d74d1502f2b02f6ec96fd172ad9ad7defb886d424134");

  @TempDir Path folder;

  @Test
  void aHomeOfVersion2SaysWhatItSaid() throws IOException {
    try (OpenStores home = OpenStores.golden(folder, "metadata-v2.db.gz")) {
      Stores stores = home.open(Checkpoints.NONE);
      ServingStores serving = stores.serving();

      assertThat(stores.events().verify()).isEqualTo(new ChainCheck.Whole(25, HEAD));
      ReleaseEpoch epoch = serving.releases().current(PROJECT).getFirst();
      assertThat(epoch.number()).isEqualTo(1);
      assertThat(epoch.routes()).isEqualTo(GoldenServing.routes());
      assertThat(serving.releases().served(PROJECT, GoldenServing.LIVE, 1))
          .containsExactly(
              new EpochServed(GoldenServing.LIVE, 1, GoldenServing.NODE, NOON.plusSeconds(32)));
      assertThat(serving.machines().due(PROJECT, NOON.plusSeconds(90), 9))
          .extracting(MachineState::id)
          .containsExactly(GoldenServing.RELEASE);
      assertThat(serving.nodes().list(NOON))
          .containsExactly(
              new ServingNode(
                  GoldenServing.NODE, EnvironmentName.PRODUCTION, NOON, NOON.plusSeconds(31), ""));
      assertThat(serving.windows().list(PROJECT, GoldenServing.LIVE, WindowKind.TRAFFIC, NOON, 9))
          .containsExactly(GoldenServing.WINDOW);
      assertThat(stores.registryQueries().loadModel(PROJECT, TIPS).champion()).hasValue(2);
      assertThat(home.store(SqliteSettings.DEFAULTS, Checkpoints.NONE).checkIntegrity()).isEmpty();
    }
  }

  @Test
  void theSameHistoryGivesTheSameChainToday() {
    Stores stores = new MemoryStore().open();
    GoldenHistory.write(stores);
    GoldenServing.write(stores);
    assertThat(stores.events().verify()).isEqualTo(new ChainCheck.Whole(25, HEAD));
  }
}

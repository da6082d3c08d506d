package dev.millrace.store.sqlite;

import static dev.millrace.testkit.store.StoreCases.NOON;
import static dev.millrace.testkit.store.StoreCases.PROJECT;
import static dev.millrace.testkit.store.StoreCases.TIPS;
import static dev.millrace.testkit.store.StoreCases.change;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.digest.Digest;
import dev.millrace.spi.store.ChainCheck;
import dev.millrace.spi.store.Checkpoints;
import dev.millrace.spi.store.LabelChange;
import dev.millrace.spi.store.ModelLabel;
import dev.millrace.spi.store.Stores;
import dev.millrace.testkit.store.MemoryStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A metadata file written by schema version 3 opens for ever and says what it said then; those of
 * earlier versions can be labelled once they are opened. The file is never written again.
 */
class GoldenLabelsTest {
  private static final Digest HEAD =
      new Digest("a8c3d322e4625776e9ab8a59995f093b44713c1eaf2ab100cfd91645625dbb5c");

  private static final List<ModelLabel> LABELS =
      List.of(
          new ModelLabel(TIPS, 0, ModelLabel.Kind.DESCRIPTION, "", "Tips, ünïcode\nand more"),
          new ModelLabel(TIPS, 1, ModelLabel.Kind.TAG, "ticket", "MR-1"),
          new ModelLabel(TIPS, 2, ModelLabel.Kind.ALIAS, "stable", ""));

  @TempDir Path folder;

  @Test
  void aHomeOfVersion3SaysWhatItSaid() throws IOException {
    try (OpenStores home = OpenStores.golden(folder, "metadata-v3.db.gz")) {
      Stores stores = home.open(Checkpoints.NONE);
      assertThat(stores.events().verify()).isEqualTo(new ChainCheck.Whole(28, HEAD));
      assertThat(stores.registryQueries().listLabels(PROJECT, TIPS)).isEqualTo(LABELS);
      assertThat(home.store(SqliteSettings.DEFAULTS, Checkpoints.NONE).checkIntegrity()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"metadata-v1.db.gz", "metadata-v2.db.gz"})
  void earlierHomesCanBeLabelled(String file) throws IOException {
    try (OpenStores home = OpenStores.golden(folder, file)) {
      Stores stores = home.open(Checkpoints.NONE);
      assertThat(stores.registryQueries().listLabels(PROJECT, TIPS)).isEmpty();
      label(stores);
      assertThat(stores.registryQueries().listLabels(PROJECT, TIPS)).isEqualTo(LABELS);
      assertThat(stores.events().verify()).isInstanceOf(ChainCheck.Whole.class);
    }
  }

  @Test
  void theSameHistoryGivesTheSameChainToday() {
    Stores stores = new MemoryStore().open();
    GoldenHistory.write(stores);
    GoldenServing.write(stores);
    label(stores);
    assertThat(stores.events().verify()).isEqualTo(new ChainCheck.Whole(28, HEAD));
  }

  static void label(Stores stores) {
    for (int i = 0; i < LABELS.size(); i++) {
      stores
          .registry()
          .label(
              change("label-" + i, NOON.plusSeconds(100 + i)),
              new LabelChange(LabelChange.Action.SET, LABELS.get(i)));
    }
  }
}

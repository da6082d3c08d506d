package dev.millrace.store.sqlite;

import static dev.millrace.testkit.store.StoreCases.NOON;
import static dev.millrace.testkit.store.StoreCases.PROJECT;
import static dev.millrace.testkit.store.StoreCases.digest;
import static dev.millrace.testkit.store.StoreCases.result;
import static dev.millrace.testkit.store.StoreCases.run;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.digest.Digest;
import dev.millrace.spi.store.ChainCheck;
import dev.millrace.spi.store.Checkpoints;
import dev.millrace.spi.store.CollectedResult;
import dev.millrace.spi.store.ContentClass;
import dev.millrace.spi.store.ErasedContent;
import dev.millrace.spi.store.Erasure;
import dev.millrace.spi.store.Hold;
import dev.millrace.spi.store.KeepingStores;
import dev.millrace.spi.store.ServingNode;
import dev.millrace.spi.store.Stores;
import dev.millrace.spi.track.Experiment;
import dev.millrace.spi.track.MetricHistory;
import dev.millrace.spi.track.Param;
import dev.millrace.spi.track.RunNotes;
import dev.millrace.spi.track.Tag;
import dev.millrace.spi.track.TrackedStatus;
import dev.millrace.testkit.store.MemoryStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A metadata file written by schema version 4 opens for ever and says what it said then. The file
 * is never written again.
 */
class GoldenKeepingTest {
  private static final Digest HEAD =
      new Digest("0261c9f3d18861bb90b5a3ee6796c7805b4296ab181c98d23206ccd932f4687d");
  private static final long EVENTS = 38;

  @TempDir Path folder;

  @Test
  void aHomeOfVersion4SaysWhatWasTracked() throws IOException {
    try (OpenStores home = OpenStores.golden(folder, "metadata-v4.db.gz")) {
      Stores stores = home.open(Checkpoints.NONE);

      assertThat(stores.events().verify()).isEqualTo(new ChainCheck.Whole(EVENTS, HEAD));
      Experiment experiment =
          stores.tracking().experiments().loadByName(PROJECT, "fares & ünïcode");
      assertThat(experiment.tags()).containsExactly(new Tag("step", "2"), new Tag("team", "a"));
      assertThat(experiment.artifacts()).isEqualTo("s3://b/fares");
      RunNotes notes = stores.tracking().runs().load(PROJECT, run(9));
      assertThat(notes.run().experiment()).isEqualTo(experiment.id());
      assertThat(notes.run().status()).isEqualTo(TrackedStatus.FINISHED);
      assertThat(notes.metrics()).containsExactly(GoldenKeeping.SECOND, GoldenKeeping.NAN);
      assertThat(notes.params()).containsExactly(new Param("depth", "3"));
      assertThat(notes.tags()).contains(new Tag("note", "'quoted' 100%"), new Tag("by", "ann"));
      assertThat(stores.tracking().runs().history(PROJECT, MetricHistory.of(run(9), "auc", 9)))
          .containsExactly(GoldenKeeping.FIRST, GoldenKeeping.SECOND);
      assertThat(stores.serving().nodes().list(NOON))
          .contains(
              new ServingNode(
                  GoldenKeeping.NODE,
                  GoldenKeeping.STAGING,
                  NOON,
                  NOON.plusSeconds(31),
                  "{\"counted\":1}"));
    }
  }

  @Test
  void itSaysWhatWasCollectedHeldAndErased() throws IOException {
    try (OpenStores home = OpenStores.golden(folder, "metadata-v4.db.gz")) {
      KeepingStores keeping = home.open(Checkpoints.NONE).keeping();

      assertThat(keeping.collections().find(PROJECT, result("value").digest()))
          .map(CollectedResult::kind)
          .contains(ContentClass.INTERMEDIATE);
      assertThat(keeping.holds().list(PROJECT))
          .extracting(Hold::subject, hold -> hold.released().isPresent())
          .containsExactly(Tuple.tuple("person/mail", true), Tuple.tuple("version/tips/1", false));
      assertThat(keeping.holds().held(Optional.empty(), 9)).containsExactly(digest("held"));
      assertThat(keeping.erasures().list(PROJECT)).extracting(Erasure::number).containsExactly(1L);
      assertThat(keeping.erasures().contents(PROJECT))
          .containsExactly(new ErasedContent(digest("cut"), digest("less cut"), "cut", 1, 3));
      assertThat(home.store(SqliteSettings.DEFAULTS, Checkpoints.NONE).checkIntegrity()).isEmpty();
    }
  }

  @Test
  void theSameHistoryGivesTheSameChainToday() {
    Stores stores = new MemoryStore().open();
    write(stores);
    assertThat(stores.events().verify()).isEqualTo(new ChainCheck.Whole(EVENTS, HEAD));
  }

  static void write(Stores stores) {
    GoldenHistory.write(stores);
    GoldenServing.write(stores);
    GoldenLabelsTest.label(stores);
    GoldenKeeping.write(stores);
  }
}

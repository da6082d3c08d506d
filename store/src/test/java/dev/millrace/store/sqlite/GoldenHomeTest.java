package dev.millrace.store.sqlite;

import static dev.millrace.testkit.store.StoreCases.HERE;
import static dev.millrace.testkit.store.StoreCases.NOON;
import static dev.millrace.testkit.store.StoreCases.OTHER_PROJECT;
import static dev.millrace.testkit.store.StoreCases.PROJECT;
import static dev.millrace.testkit.store.StoreCases.SPAM;
import static dev.millrace.testkit.store.StoreCases.TAXI;
import static dev.millrace.testkit.store.StoreCases.TIPS;
import static dev.millrace.testkit.store.StoreCases.change;
import static dev.millrace.testkit.store.StoreCases.digest;
import static dev.millrace.testkit.store.StoreCases.refusal;
import static dev.millrace.testkit.store.StoreCases.registration;
import static dev.millrace.testkit.store.StoreCases.result;
import static dev.millrace.testkit.store.StoreCases.run;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.digest.Digest;
import dev.millrace.error.ErrorCode;
import dev.millrace.spi.store.ChainCheck;
import dev.millrace.spi.store.Checkpoints;
import dev.millrace.spi.store.LoadedRun;
import dev.millrace.spi.store.ModelPhase;
import dev.millrace.spi.store.ModelVersion;
import dev.millrace.spi.store.PendingEffect;
import dev.millrace.spi.store.RegisteredModel;
import dev.millrace.spi.store.RunPage;
import dev.millrace.spi.store.RunStatus;
import dev.millrace.spi.store.RunSummary;
import dev.millrace.spi.store.StageRecord;
import dev.millrace.spi.store.Stores;
import dev.millrace.testkit.store.MemoryStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.assertj.core.groups.Tuple;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A metadata file written by schema version 1 opens for ever and says what it said then. The file
 * is never written again; a new version of the schema adds a file of its own.
 */
class GoldenHomeTest {
  private static final Digest HEAD =
      new Digest("c1d7d9a99b34d0b77c9d29f3e152d10d7cf84cf0378c3d13df4544e4f80502dc");

  @TempDir Path folder;

  @Test
  void aHomeOfVersion1SaysWhatItSaid() throws IOException {
    try (OpenStores home = OpenStores.golden(folder, "metadata-v1.db.gz")) {
      Stores stores = home.open(Checkpoints.NONE);

      assertThat(stores.events().verify()).isEqualTo(new ChainCheck.Whole(21, HEAD));
      assertThat(stores.runQueries().list(PROJECT, RunPage.newest(10)))
          .extracting(RunSummary::run, RunSummary::status)
          .containsExactly(
              Tuple.tuple(run(3), RunStatus.RUNNING),
              Tuple.tuple(run(2), RunStatus.ABANDONED),
              Tuple.tuple(run(1), RunStatus.REFUSED));
      LoadedRun first = stores.runQueries().load(PROJECT, run(1));
      assertThat(first.summary().problem()).isEqualTo("auc 0.6 < 0.75, ünïcode");
      assertThat(first.summary().owner()).isEqualTo(HERE);
      assertThat(first.stages())
          .extracting(stage -> stage.commit().stage().value())
          .containsExactly("ingest", "prepare");
      assertThat(stores.runQueries().load(PROJECT, run(2)).stages())
          .extracting(StageRecord::replaced)
          .last()
          .isEqualTo(Optional.of(result("value").digest()));
      assertThat(stores.runQueries().findLease(PROJECT, TAXI).orElseThrow().epoch()).isEqualTo(3);
      assertThat(stores.runQueries().findLease(OTHER_PROJECT, SPAM).orElseThrow().epoch())
          .isEqualTo(1);
      assertThat(stores.results().find(PROJECT, digest("key")).orElseThrow().result())
          .isEqualTo(result("other value"));
      assertThat(stores.runQueries().findLineage(PROJECT, digest("cut"))).hasSize(3);
      assertThat(stores.effects().listPending(PROJECT))
          .extracting(PendingEffect::key)
          .containsExactly("pending");
      assertThat(stores.evidence().list(PROJECT, digest("scorer-1"))).hasSize(1);
      assertThat(home.store(SqliteSettings.DEFAULTS, Checkpoints.NONE).checkIntegrity()).isEmpty();
    }
  }

  @Test
  void itsModelsAreWhatTheyWere() throws IOException {
    try (OpenStores home = OpenStores.golden(folder, "metadata-v1.db.gz")) {
      Stores stores = home.open(Checkpoints.NONE);
      RegisteredModel model = stores.registryQueries().loadModel(PROJECT, TIPS);

      assertThat(model.champion()).hasValue(1);
      assertThat(model.chosenAt(NOON.plusSeconds(5)).orElseThrow().version()).isEqualTo(2);
      ModelVersion version = stores.registryQueries().loadVersion(PROJECT, TIPS, 2);
      assertThat(version.scorer()).isEqualTo(digest("scorer-2"));
      assertThat(version.phase()).isEqualTo(ModelPhase.DEVELOPMENT);
      assertThat(version.lineage()).isEqualTo(registration("scorer-2", 2).lineage());
      assertThat(version.metrics()).hasSameElementsAs(registration("scorer-2", 2).metrics());
    }
  }

  @Test
  void itCanBeWorkedWith() throws IOException {
    try (OpenStores home = OpenStores.golden(folder, "metadata-v1.db.gz")) {
      Stores stores = home.open(Checkpoints.NONE);

      assertThat(stores.registry().register(change("v3"), registration("scorer-3", 3)).version())
          .isEqualTo(3);
      refusal(ErrorCode.LEASE_LOST, () -> GoldenHistory.write(stores));
      assertThat(stores.events().read(PROJECT, 0, 100))
          .as("repeating the history up to the effect whose run lost its lease changes nothing")
          .hasSize(21);
    }
  }

  @Test
  void theSameHistoryGivesTheSameChainToday() {
    Stores stores = new MemoryStore().open();
    GoldenHistory.write(stores);
    assertThat(stores.events().verify()).isEqualTo(new ChainCheck.Whole(21, HEAD));
  }

  @Test
  void migrationsThatWereReleasedDoNotChange() throws IOException {
    try (OpenStores home = OpenStores.golden(folder, "metadata-v1.db.gz")) {
      var _ = home.open(Checkpoints.NONE);
      Flyway flyway =
          Migrations.flyway(new SqliteConnections(home.database(), SqliteSettings.DEFAULTS));

      assertThat(flyway.validateWithResult().validationSuccessful).isTrue();
      assertThat(flyway.info().all())
          .as("a new migration is a new file, and the version in the file's header")
          .hasSize(SchemaVersion.CURRENT);
      assertThat(flyway.info().all())
          .extracting(MigrationInfo::getChecksum)
          .containsExactly(1683021091, 169679834, -173550085, 1604096291);
    }
  }
}

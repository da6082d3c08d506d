package dev.millrace.core.register;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.digest.Digest;
import dev.millrace.error.ErrorCode;
import dev.millrace.model.OutputMapping;
import dev.millrace.scorer.DecisionPolicy;
import dev.millrace.scorer.Scorer;
import dev.millrace.scorer.ScorerPackage;
import dev.millrace.spi.id.ModelName;
import dev.millrace.spi.store.ChampionChoice;
import dev.millrace.spi.store.ChampionRequest;
import dev.millrace.spi.store.EvidenceRecord;
import dev.millrace.spi.store.Registration;
import dev.millrace.spi.store.Stores;
import dev.millrace.testkit.store.MemoryBlobs;
import dev.millrace.testkit.store.MemoryStore;
import dev.millrace.testkit.store.StoreCases;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RegisteredScorerTest {
  private static final Scorer FIRST = MadeScorer.of(OutputMapping.binary("no", "yes"), 0);
  private static final Scorer SECOND = MadeScorer.of(OutputMapping.binary("no", "yes"), 1);

  private final Stores stores = new MemoryStore().open();
  @TempDir private Path folder = Path.of("");
  private MemoryBlobs blobs = new MemoryBlobs(folder);

  @BeforeEach
  void registerTwo() {
    blobs = new MemoryBlobs(folder);
    assertThat(MadeScorer.register(stores, blobs, FIRST, 1, OptionalInt.of(30))).isEqualTo(1);
    assertThat(MadeScorer.register(stores, blobs, SECOND, 2, OptionalInt.empty())).isEqualTo(2);
  }

  @Test
  void whatIsLoadedIsWhatWasRegistered() {
    RegisteredScorer loaded = load(OptionalInt.of(1));
    assertThat(loaded.version().version()).isEqualTo(1);
    assertThat(loaded.version().scorer()).isEqualTo(digest(FIRST));
    assertThat(digest(loaded.scorer())).isEqualTo(digest(FIRST));
    assertThat(loaded.schema()).isEqualTo(MadeScorer.SCHEMA);
    assertThat(loaded.decision()).contains(new DecisionPolicy.Threshold(0.3f));
    assertThat(load(OptionalInt.of(2)).decision()).contains(new DecisionPolicy.Threshold(0.5f));
  }

  @Test
  void theChampionIsMeantUnlessAVersionIsNamed() {
    assertThat(StoreCases.refusal(ErrorCode.MODEL_VERSION_UNKNOWN, () -> load(OptionalInt.empty())))
        .contains("no champion yet", "--model-version");
    stores
        .registry()
        .choose(
            StoreCases.change("choose"),
            new ChampionRequest(
                StoreCases.TIPS, 1, OptionalInt.empty(), ChampionChoice.Kind.PROMOTE));
    assertThat(load(OptionalInt.empty()).version().version()).isEqualTo(1);
  }

  @Test
  void whatIsNotThereIsNamed() {
    StoreCases.refusal(ErrorCode.MODEL_VERSION_UNKNOWN, () -> load(OptionalInt.of(3)));
    String text =
        StoreCases.refusal(
            ErrorCode.MODEL_UNKNOWN,
            () ->
                RegisteredScorer.load(
                    stores,
                    blobs,
                    StoreCases.PROJECT,
                    new ModelName("nobody"),
                    OptionalInt.empty()));
    assertThat(text).contains("nobody");
  }

  @Test
  void damageOfAnyBlobIsFoundOnReading() {
    for (Digest blob : blobs()) {
      registerAgain();
      blobs.corrupt(blob);
      StoreCases.refusal(ErrorCode.BLOB_CORRUPT, () -> load(OptionalInt.of(1)));
    }
  }

  @Test
  void lossOfAnyBlobIsFoundOnReading() {
    for (Digest blob : blobs()) {
      registerAgain();
      blobs.lose(blob);
      StoreCases.refusal(ErrorCode.BLOB_MISSING, () -> load(OptionalInt.of(1)));
    }
  }

  @Test
  void bytesThatAreNoScorerAreRefused() {
    Digest other = blobs.put(new byte[] {1, 2, 3});
    stores
        .registry()
        .register(
            StoreCases.change("no scorer"),
            new Registration(
                StoreCases.TIPS,
                other,
                StoreCases.registration("any", 3).lineage(),
                List.of(),
                Optional.empty()));
    StoreCases.refusal(ErrorCode.SCORER_CORRUPT, () -> load(OptionalInt.of(3)));
  }

  @Test
  void aScorerAboutWhichNothingIsStatedIsRefused() {
    Scorer third = MadeScorer.of(OutputMapping.binary("no", "yes"), 3);
    stores
        .registry()
        .register(
            StoreCases.change("nothing stated"),
            new Registration(
                StoreCases.TIPS,
                blobs.put(ScorerPackage.of(third).bytes()),
                StoreCases.registration("any", 3).lineage(),
                List.of(),
                Optional.empty()));
    assertThat(StoreCases.refusal(ErrorCode.STORE_CORRUPT, () -> load(OptionalInt.of(3))))
        .contains("schema");
  }

  @Test
  void theChampionSurvivesItsJson() {
    Champion some = new Champion(OptionalInt.of(3), Optional.of(digest(FIRST)));
    assertThat(Champion.fromJson(some.toJson())).isEqualTo(some);
    assertThat(Champion.fromJson(Champion.NONE.toJson())).isEqualTo(Champion.NONE);
  }

  private List<Digest> blobs() {
    List<EvidenceRecord> evidence = stores.evidence().list(StoreCases.PROJECT, digest(FIRST));
    return List.of(
        digest(FIRST), evidence.get(0).evidence().blob(), evidence.get(1).evidence().blob());
  }

  /** The same blobs as before, all whole. */
  private void registerAgain() {
    MadeScorer.register(new MemoryStore().open(), blobs, FIRST, 1, OptionalInt.of(30));
  }

  private RegisteredScorer load(OptionalInt version) {
    return RegisteredScorer.load(stores, blobs, StoreCases.PROJECT, StoreCases.TIPS, version);
  }

  private static Digest digest(Scorer scorer) {
    return ScorerPackage.of(scorer).digest();
  }
}

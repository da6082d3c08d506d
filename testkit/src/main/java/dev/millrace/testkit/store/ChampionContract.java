package dev.millrace.testkit.store;

import static dev.millrace.testkit.store.StoreCases.ANN;
import static dev.millrace.testkit.store.StoreCases.NOON;
import static dev.millrace.testkit.store.StoreCases.PROJECT;
import static dev.millrace.testkit.store.StoreCases.TIPS;
import static dev.millrace.testkit.store.StoreCases.change;
import static dev.millrace.testkit.store.StoreCases.refusal;
import static dev.millrace.testkit.store.StoreCases.registration;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.error.ErrorCode;
import dev.millrace.spi.id.ModelName;
import dev.millrace.spi.store.ChampionChoice;
import dev.millrace.spi.store.ChampionChoice.Kind;
import dev.millrace.spi.store.ChampionRequest;
import dev.millrace.spi.store.RegisteredModel;
import dev.millrace.spi.store.Stores;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The contract of the chosen version of a model. */
public abstract class ChampionContract extends StoreContract {
  @BeforeEach
  void threeVersions() {
    for (int i = 1; i <= 3; i++) {
      open().registry().register(change("version" + i), registration("s" + i, i));
    }
  }

  @Test
  void nothingIsChosenUntilSomebodyChooses() {
    RegisteredModel model = open().registryQueries().loadModel(PROJECT, TIPS);
    assertThat(model.champion()).isEmpty();
    assertThat(model.chosenAt(NOON)).isEmpty();
    refusal(
        ErrorCode.CONFLICT,
        () -> open().registry().rollBack(change("x"), TIPS, OptionalInt.empty()));
  }

  @Test
  void theHistorySaysWhatWasChosenWhenByWhomAndWhy() {
    Stores stores = open();
    choose(stores, 1, OptionalInt.empty());
    choose(stores, 2, OptionalInt.of(1));

    RegisteredModel model = open().registryQueries().loadModel(PROJECT, TIPS);
    assertThat(model.champion()).hasValue(2);
    assertThat(model.chosenAt(NOON)).isEmpty();
    assertThat(model.chosenAt(NOON.plusSeconds(1)))
        .contains(
            new ChampionChoice(
                TIPS, 1, 1, Kind.PROMOTE, ANN, "because of choose1-0", NOON.plusSeconds(1)));
    assertThat(model.chosenAt(NOON.plusSeconds(2).minusNanos(1)).orElseThrow().version())
        .isEqualTo(1);
    assertThat(model.chosenAt(NOON.plusSeconds(100)).orElseThrow().version()).isEqualTo(2);
  }

  @Test
  void rollingBackTwiceGoesBackTwice() {
    Stores stores = open();
    choose(stores, 1, OptionalInt.empty());
    choose(stores, 2, OptionalInt.of(1));
    choose(stores, 3, OptionalInt.of(2));

    assertThat(rollBack(stores, "r1", 3).version()).isEqualTo(2);
    assertThat(rollBack(stores, "r1", 3).version()).isEqualTo(2);
    assertThat(rollBack(stores, "r2", 2).version()).isEqualTo(1);
    String refused = refusal(ErrorCode.CONFLICT, () -> rollBack(stores, "r3", 1));
    assertThat(refused).contains("only version 1");
    choose(stores, 3, OptionalInt.of(1));
    assertThat(rollBack(stores, "r4", 3).version()).isEqualTo(1);
    assertThat(open().registryQueries().loadModel(PROJECT, TIPS).choices())
        .extracting(ChampionChoice::kind)
        .containsExactly(
            Kind.PROMOTE,
            Kind.PROMOTE,
            Kind.PROMOTE,
            Kind.ROLL_BACK,
            Kind.ROLL_BACK,
            Kind.PROMOTE,
            Kind.ROLL_BACK);
  }

  @Test
  void rollingBackToANamedVersionSkipsTheOnesBetween() {
    Stores stores = open();
    choose(stores, 1, OptionalInt.empty());
    choose(stores, 2, OptionalInt.of(1));
    choose(stores, 3, OptionalInt.of(2));
    ChampionRequest back = new ChampionRequest(TIPS, 1, OptionalInt.of(3), Kind.ROLL_BACK);

    assertThat(stores.registry().choose(change("back"), back).kind()).isEqualTo(Kind.ROLL_BACK);
    refusal(ErrorCode.CONFLICT, () -> rollBack(stores, "r", 1));
  }

  @Test
  void whoeverIsMistakenAboutTheCurrentVersionIsRefused() {
    Stores stores = open();
    choose(stores, 1, OptionalInt.empty());

    String refused = refusal(ErrorCode.CONFLICT, () -> choose(stores, 3, OptionalInt.of(2)));
    assertThat(refused).contains("version 1", "version 2");
    refusal(ErrorCode.CONFLICT, () -> choose(stores, 3, OptionalInt.empty()));
    refusal(ErrorCode.CONFLICT, () -> rollBack(stores, "r", 3));
    assertThat(open().registryQueries().loadModel(PROJECT, TIPS).choices()).hasSize(1);
  }

  @Test
  void choosingTheChosenVersionChangesNothing() {
    Stores stores = open();
    ChampionChoice first = choose(stores, 1, OptionalInt.empty());
    ChampionRequest again = new ChampionRequest(TIPS, 1, OptionalInt.of(1), Kind.PROMOTE);

    assertThat(stores.registry().choose(change("again"), again)).isEqualTo(first);
    assertThat(choose(stores, 1, OptionalInt.empty())).isEqualTo(first);
    assertThat(open().registryQueries().loadModel(PROJECT, TIPS).choices()).hasSize(1);
  }

  @Test
  void onlyRegisteredVersionsAreChosen() {
    refusal(ErrorCode.MODEL_VERSION_UNKNOWN, () -> choose(open(), 4, OptionalInt.empty()));
    refusal(ErrorCode.MODEL_VERSION_UNKNOWN, () -> choose(open(), 0, OptionalInt.empty()));
    ModelName unknown = new ModelName("unknown");
    refusal(
        ErrorCode.MODEL_UNKNOWN,
        () -> open().registry().rollBack(change("x"), unknown, OptionalInt.empty()));
  }

  private static ChampionChoice choose(Stores stores, int version, OptionalInt expected) {
    return stores
        .registry()
        .choose(
            change("choose" + version + "-" + expected.orElse(0), NOON.plusSeconds(version)),
            new ChampionRequest(TIPS, version, expected, Kind.PROMOTE));
  }

  private static ChampionChoice rollBack(Stores stores, String key, int expected) {
    return stores.registry().rollBack(change(key), TIPS, OptionalInt.of(expected));
  }
}

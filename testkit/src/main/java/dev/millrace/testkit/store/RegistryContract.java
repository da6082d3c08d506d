package dev.millrace.testkit.store;

import static dev.millrace.spi.store.LabelChange.Action.REMOVE;
import static dev.millrace.spi.store.LabelChange.Action.SET;
import static dev.millrace.testkit.store.StoreCases.ANN;
import static dev.millrace.testkit.store.StoreCases.HERE;
import static dev.millrace.testkit.store.StoreCases.NOON;
import static dev.millrace.testkit.store.StoreCases.OTHER_PROJECT;
import static dev.millrace.testkit.store.StoreCases.PROJECT;
import static dev.millrace.testkit.store.StoreCases.TAXI;
import static dev.millrace.testkit.store.StoreCases.THERE;
import static dev.millrace.testkit.store.StoreCases.TIPS;
import static dev.millrace.testkit.store.StoreCases.change;
import static dev.millrace.testkit.store.StoreCases.digest;
import static dev.millrace.testkit.store.StoreCases.elsewhere;
import static dev.millrace.testkit.store.StoreCases.refusal;
import static dev.millrace.testkit.store.StoreCases.registration;
import static dev.millrace.testkit.store.StoreCases.start;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.error.ErrorCode;
import dev.millrace.spi.id.ModelName;
import dev.millrace.spi.store.ChainCheck;
import dev.millrace.spi.store.EventAction;
import dev.millrace.spi.store.Evidence;
import dev.millrace.spi.store.EvidenceKind;
import dev.millrace.spi.store.EvidenceRecord;
import dev.millrace.spi.store.LabelChange;
import dev.millrace.spi.store.Lease;
import dev.millrace.spi.store.ModelLabel;
import dev.millrace.spi.store.ModelPhase;
import dev.millrace.spi.store.ModelVersion;
import dev.millrace.spi.store.PhaseMove;
import dev.millrace.spi.store.RegisteredModel;
import dev.millrace.spi.store.Registration;
import dev.millrace.spi.store.Stores;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The contract of models, versions and evidence. */
public abstract class RegistryContract extends StoreContract {
  @Test
  void aVersionIsLoadedAsItWasRegistered() {
    Registration wanted = registration("scorer", 1);
    ModelVersion version = open().registry().register(change("a"), wanted);

    assertThat(version)
        .isEqualTo(
            new ModelVersion(
                TIPS,
                1,
                digest("scorer"),
                ModelPhase.ASSESSMENT,
                wanted.lineage(),
                wanted.metrics(),
                ANN,
                "because of a",
                NOON));
    assertThat(open().registryQueries().loadVersion(PROJECT, TIPS, 1)).isEqualTo(version);
  }

  @Test
  void versionsCountUpPerModelAndProject() {
    Stores stores = open();
    ModelName other = new ModelName("fares");
    assertThat(stores.registry().register(change("a"), registration("s1", 1)).version())
        .isEqualTo(1);
    assertThat(stores.registry().register(change("b"), registration("s2", 2)).version())
        .isEqualTo(2);
    assertThat(
            stores
                .registry()
                .register(change("c"), registration(other, "s1", 1, Optional.empty()))
                .version())
        .isEqualTo(1);
    assertThat(stores.registry().register(elsewhere(change("a")), registration("s1", 1)).version())
        .isEqualTo(1);

    assertThat(open().registryQueries().listModels(PROJECT))
        .extracting(RegisteredModel::model)
        .containsExactly(other, TIPS);
    assertThat(open().registryQueries().listVersions(PROJECT, TIPS))
        .extracting(ModelVersion::version)
        .containsExactly(2, 1);
    assertThat(open().registryQueries().loadModel(PROJECT, TIPS).latest()).isEqualTo(2);
    assertThat(open().registryQueries().listModels(OTHER_PROJECT)).hasSize(1);
  }

  @Test
  void registeringTwiceIsRegisteringOnce() {
    ModelVersion first = open().registry().register(change("a"), registration("s", 1));

    assertThat(open().registry().register(change("a"), registration("s", 1))).isEqualTo(first);
    assertThat(open().registry().register(change("b"), registration("s", 1))).isEqualTo(first);
    assertThat(open().registry().register(change("c"), registration("s", 2)).version())
        .isEqualTo(2);
    refusal(
        ErrorCode.CONFLICT,
        () -> open().registry().register(change("a"), registration("other", 1)));
    assertThat(open().events().read(PROJECT, 0, 10)).hasSize(2);
  }

  @Test
  void whatIsUnknownIsNamed() {
    open().registry().register(change("a"), registration("s", 1));
    ModelName unknown = new ModelName("unknown");

    assertThat(
            refusal(
                ErrorCode.MODEL_UNKNOWN,
                () -> open().registryQueries().loadModel(PROJECT, unknown)))
        .contains("unknown");
    refusal(ErrorCode.MODEL_UNKNOWN, () -> open().registryQueries().listVersions(PROJECT, unknown));
    refusal(
        ErrorCode.MODEL_UNKNOWN, () -> open().registryQueries().loadVersion(PROJECT, unknown, 1));
    assertThat(
            refusal(
                ErrorCode.MODEL_VERSION_UNKNOWN,
                () -> open().registryQueries().loadVersion(PROJECT, TIPS, 2)))
        .contains("2", "1 to 1");
  }

  @Test
  void aRunThatLostItsLeaseRegistersNothing() {
    Lease lost = open().runs().start(change("a"), start(1, HERE)).lease();
    Lease held = open().runs().start(change("b"), start(2, TAXI, THERE, Set.of(HERE))).lease();

    refusal(
        ErrorCode.LEASE_LOST,
        () ->
            open().registry().register(change("c"), registration(TIPS, "s", 1, Optional.of(lost))));
    assertThat(open().registryQueries().listModels(PROJECT)).isEmpty();
    assertThat(
            open()
                .registry()
                .register(change("d"), registration(TIPS, "s", 2, Optional.of(held)))
                .version())
        .isEqualTo(1);
  }

  @Test
  void phasesMoveFromWhereTheyAre() {
    open().registry().register(change("a"), registration("s", 1));
    PhaseMove move = new PhaseMove(TIPS, 1, ModelPhase.ASSESSMENT, ModelPhase.DEVELOPMENT);

    assertThat(open().registry().move(change("b"), move).phase()).isEqualTo(ModelPhase.DEVELOPMENT);
    assertThat(open().registry().move(change("b"), move).phase()).isEqualTo(ModelPhase.DEVELOPMENT);
    assertThat(open().registryQueries().loadVersion(PROJECT, TIPS, 1).phase())
        .isEqualTo(ModelPhase.DEVELOPMENT);
    refusal(ErrorCode.CONFLICT, () -> open().registry().move(change("c"), move));
    refusal(
        ErrorCode.MODEL_VERSION_UNKNOWN,
        () ->
            open()
                .registry()
                .move(
                    change("d"),
                    new PhaseMove(TIPS, 9, ModelPhase.ASSESSMENT, ModelPhase.DEVELOPMENT)));
  }

  @Test
  void labelsAreSetReplacedAndRemoved() {
    Stores stores = open();
    stores.registry().register(change("1"), registration("s1", 1));
    stores.registry().register(change("2"), registration("s2", 2));
    label(stores, "a", SET, 0, ModelLabel.Kind.DESCRIPTION, "", "Tips of\ntaxi trips");
    label(stores, "b", SET, 0, ModelLabel.Kind.DESCRIPTION, "", "Tips");
    label(stores, "c", SET, 2, ModelLabel.Kind.TAG, "ticket", "'; DROP TABLE model; --");
    label(stores, "d", SET, 1, ModelLabel.Kind.ALIAS, "stable", "");
    label(stores, "e", SET, 2, ModelLabel.Kind.ALIAS, "stable", "");
    label(stores, "f", SET, 1, ModelLabel.Kind.TAG, "ticket", "one");
    label(stores, "g", REMOVE, 1, ModelLabel.Kind.TAG, "ticket", "");
    ChainCheck before = stores.events().verify();
    label(stores, "h", SET, 0, ModelLabel.Kind.DESCRIPTION, "", "Tips");
    label(stores, "e", SET, 2, ModelLabel.Kind.ALIAS, "stable", "");

    assertThat(open().registryQueries().listLabels(PROJECT, TIPS))
        .containsExactly(
            new ModelLabel(TIPS, 0, ModelLabel.Kind.DESCRIPTION, "", "Tips"),
            new ModelLabel(TIPS, 2, ModelLabel.Kind.TAG, "ticket", "'; DROP TABLE model; --"),
            new ModelLabel(TIPS, 2, ModelLabel.Kind.ALIAS, "stable", ""));
    assertThat(stores.events().verify()).as("nothing was changed twice").isEqualTo(before);
    assertThat(stores.events().newest(PROJECT, 1).getFirst().draft().action())
        .isEqualTo(EventAction.MODEL_LABEL);
  }

  @Test
  void labelsOfNothingAndTooManyAreRefused() {
    Stores stores = open();
    stores.registry().register(change("1"), registration("s1", 1));
    for (int i = 0; i < ModelLabel.MOST; i++) {
      label(stores, "t" + i, SET, 1, ModelLabel.Kind.TAG, "tag-" + i, "x");
    }
    ChainCheck before = stores.events().verify();
    refusal(ErrorCode.CONFLICT, () -> label(stores, "a", SET, 1, ModelLabel.Kind.TAG, "more", "x"));
    refusal(
        ErrorCode.CONFLICT, () -> label(stores, "b", REMOVE, 1, ModelLabel.Kind.TAG, "none", ""));
    refusal(
        ErrorCode.MODEL_VERSION_UNKNOWN,
        () -> label(stores, "c", SET, 9, ModelLabel.Kind.TAG, "x", "x"));
    refusal(
        ErrorCode.MODEL_UNKNOWN, () -> stores.registryQueries().listLabels(OTHER_PROJECT, TIPS));
    assertThat(stores.events().verify()).isEqualTo(before);
    label(stores, "d", SET, 1, ModelLabel.Kind.TAG, "tag-7", "y");
    label(stores, "e", SET, 0, ModelLabel.Kind.TAG, "more", "x");
    assertThat(stores.registryQueries().listLabels(PROJECT, TIPS)).hasSize(ModelLabel.MOST + 1);
  }

  private static void label(
      Stores stores,
      String key,
      LabelChange.Action action,
      int version,
      ModelLabel.Kind kind,
      String name,
      String value) {
    stores
        .registry()
        .label(
            change("label-" + key),
            new LabelChange(action, new ModelLabel(TIPS, version, kind, name, value)));
  }

  @Test
  void evidenceIsAddedAndKept() {
    Evidence evaluation = evidence("scorer", "evaluation", "blob");
    EvidenceRecord first = open().evidence().append(change("a"), evaluation);
    EvidenceRecord second =
        open().evidence().append(change("b"), evidence("scorer", "approval", "blob2"));
    open().evidence().append(change("c"), evidence("another", "approval", "blob2"));

    assertThat(first).isEqualTo(new EvidenceRecord(1, evaluation, ANN, "because of a", NOON));
    assertThat(open().evidence().append(change("a"), evaluation)).isEqualTo(first);
    assertThat(open().evidence().list(PROJECT, digest("scorer"))).containsExactly(first, second);
    assertThat(open().evidence().list(OTHER_PROJECT, digest("scorer"))).isEmpty();
    refusal(
        ErrorCode.CONFLICT,
        () -> open().evidence().append(change("a"), evidence("scorer", "approval", "blob")));
  }

  private static Evidence evidence(String scorer, String kind, String blob) {
    return new Evidence(digest(scorer), new EvidenceKind(kind), digest(blob));
  }
}

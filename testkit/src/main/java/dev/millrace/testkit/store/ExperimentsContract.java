package dev.millrace.testkit.store;

import static dev.millrace.testkit.store.StoreCases.HERE;
import static dev.millrace.testkit.store.StoreCases.NOON;
import static dev.millrace.testkit.store.StoreCases.OTHER_PROJECT;
import static dev.millrace.testkit.store.StoreCases.PROJECT;
import static dev.millrace.testkit.store.StoreCases.TAXI;
import static dev.millrace.testkit.store.StoreCases.change;
import static dev.millrace.testkit.store.StoreCases.elsewhere;
import static dev.millrace.testkit.store.StoreCases.refusal;
import static dev.millrace.testkit.store.StoreCases.run;
import static dev.millrace.testkit.store.StoreCases.start;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.error.ErrorCode;
import dev.millrace.spi.id.ExperimentId;
import dev.millrace.spi.store.ExperimentStore;
import dev.millrace.spi.store.Stores;
import dev.millrace.spi.track.Experiment;
import dev.millrace.spi.track.ExperimentChange;
import dev.millrace.spi.track.NewExperiment;
import dev.millrace.spi.track.NewRun;
import dev.millrace.spi.track.RunChange;
import dev.millrace.spi.track.Tag;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The contract of experiments. */
public abstract class ExperimentsContract extends StoreContract {
  @Test
  void anExperimentIsMadeByNameOnce() {
    ExperimentStore store = open().tracking().experiments();
    NewExperiment wish = new NewExperiment("Fares & tips", "s3://a", List.of(new Tag("a", "1")));
    Experiment made = store.create(change("k"), wish);
    assertThat(made.id().number()).isPositive();
    assertThat(made.created()).isEqualTo(NOON.toEpochMilli());
    assertThat(store.create(change("k"), wish)).isEqualTo(made);
    assertThat(store.load(PROJECT, made.id())).isEqualTo(made);
    assertThat(store.loadByName(PROJECT, "Fares & tips")).isEqualTo(made);
    refusal(ErrorCode.CONFLICT, () -> store.create(change("other"), wish));
    assertThat(store.create(elsewhere(change("k")), wish).id()).isNotEqualTo(made.id());
    refusal(ErrorCode.EXPERIMENT_UNKNOWN, () -> store.load(OTHER_PROJECT, made.id()));
    refusal(ErrorCode.EXPERIMENT_UNKNOWN, () -> store.loadByName(PROJECT, "fares & tips"));
  }

  @Test
  void renamingAndTagging() {
    ExperimentStore store = open().tracking().experiments();
    Experiment made = store.create(change("k"), new NewExperiment("a", "", List.of()));
    var _ = store.create(change("l"), new NewExperiment("b", "", List.of()));
    var later = change("m", NOON.plusSeconds(5));
    assertThat(store.change(later, made.id(), new ExperimentChange.Rename("c")))
        .extracting(Experiment::name, Experiment::updated)
        .containsExactly("c", NOON.plusSeconds(5).toEpochMilli());
    refusal(
        ErrorCode.CONFLICT,
        () -> store.change(change("n"), made.id(), new ExperimentChange.Rename("b")));
    var _ = store.change(change("o"), made.id(), new ExperimentChange.SetTag(new Tag("t", "1")));
    var _ = store.change(change("p"), made.id(), new ExperimentChange.SetTag(new Tag("t", "2")));
    assertThat(store.load(PROJECT, made.id()).tags()).containsExactly(new Tag("t", "2"));
    var _ = store.change(change("q"), made.id(), new ExperimentChange.RemoveTag("t"));
    assertThat(store.load(PROJECT, made.id()).tags()).isEmpty();
    refusal(
        ErrorCode.VALUE_INVALID,
        () -> store.change(change("r"), made.id(), new ExperimentChange.RemoveTag("t")));
  }

  @Test
  void settingAsideTakesTheRunsAlong() {
    Stores stores = open();
    ExperimentStore store = stores.tracking().experiments();
    ExperimentId id = store.create(change("k"), new NewExperiment("a", "", List.of())).id();
    NewRun wish = new NewRun(run(1), id, "", "ann", 1, "", List.of());
    var _ = stores.tracking().runs().create(change("r"), wish);
    var _ = store.change(change("d"), id, new ExperimentChange.Delete());
    assertThat(store.load(PROJECT, id).deleted()).isPresent();
    assertThat(stores.tracking().runs().load(PROJECT, run(1)).run().deleted()).isPresent();
    refusal(
        ErrorCode.CONFLICT,
        () ->
            stores
                .tracking()
                .runs()
                .create(change("s"), new NewRun(run(2), id, "", "ann", 1, "", List.of())));
    refusal(
        ErrorCode.CONFLICT,
        () -> store.create(change("again"), new NewExperiment("a", "", List.of())));
    var _ = store.change(change("back"), id, new ExperimentChange.Restore());
    assertThat(stores.tracking().runs().load(PROJECT, run(1)).run().deleted()).isEmpty();
    var _ = stores.tracking().runs().change(change("x"), run(1), new RunChange.Delete());
  }

  @Test
  void thePipelinesExperimentIsTheOneOfItsName() {
    Stores stores = open();
    ExperimentStore store = stores.tracking().experiments();
    Experiment made = store.create(change("k"), new NewExperiment(TAXI.value(), "", List.of()));
    var _ = store.change(change("d"), made.id(), new ExperimentChange.Delete());
    ExperimentId id = stores.runs().start(change("a"), start(1, HERE)).experiment();
    assertThat(id).isEqualTo(made.id());
    assertThat(store.load(PROJECT, id).deleted()).isEmpty();
    for (ExperimentChange wish :
        List.of(new ExperimentChange.Delete(), new ExperimentChange.Rename("other"))) {
      refusal(ErrorCode.CONFLICT, () -> store.change(change("w"), id, wish));
      refusal(ErrorCode.CONFLICT, () -> store.change(change("w"), ExperimentId.DEFAULT, wish));
    }
    assertThat(store.load(PROJECT, ExperimentId.DEFAULT).name()).isEqualTo("Default");
  }
}

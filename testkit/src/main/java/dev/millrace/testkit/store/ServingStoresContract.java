package dev.millrace.testkit.store;

import static dev.millrace.testkit.store.RandomServing.content;
import static dev.millrace.testkit.store.StoreCases.ANN;
import static dev.millrace.testkit.store.StoreCases.NOON;
import static dev.millrace.testkit.store.StoreCases.OTHER_PROJECT;
import static dev.millrace.testkit.store.StoreCases.PROJECT;
import static dev.millrace.testkit.store.StoreCases.TIPS;
import static dev.millrace.testkit.store.StoreCases.change;
import static dev.millrace.testkit.store.StoreCases.refusal;
import static dev.millrace.testkit.store.StoreCases.registration;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.error.ErrorCode;
import dev.millrace.error.MillraceException;
import dev.millrace.json.Json;
import dev.millrace.spi.id.EnvironmentName;
import dev.millrace.spi.id.NodeName;
import dev.millrace.spi.store.ChampionChoice;
import dev.millrace.spi.store.ChampionRequest;
import dev.millrace.spi.store.Checkpoints;
import dev.millrace.spi.store.EpochDraft;
import dev.millrace.spi.store.EpochServed;
import dev.millrace.spi.store.Event;
import dev.millrace.spi.store.EventAction;
import dev.millrace.spi.store.MachineId;
import dev.millrace.spi.store.MachineState;
import dev.millrace.spi.store.MachineStep;
import dev.millrace.spi.store.MonitorWindow;
import dev.millrace.spi.store.ReleaseChange;
import dev.millrace.spi.store.ReleaseEpoch;
import dev.millrace.spi.store.ReleaseRoutes;
import dev.millrace.spi.store.ReleaseTarget;
import dev.millrace.spi.store.ServingNode;
import dev.millrace.spi.store.Stores;
import dev.millrace.spi.store.WindowKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The contract of state machines, release log, serving nodes and monitoring windows. */
public abstract class ServingStoresContract extends StoreContract {
  private static final EnvironmentName STAGING = new EnvironmentName("staging");
  private static final ReleaseTarget LIVE = ReleaseTarget.production(TIPS);
  private static final MachineId MACHINE = new MachineId(MachineId.Kind.RELEASE, LIVE.toString());

  @BeforeEach
  void threeVersions() {
    for (int i = 1; i <= 3; i++) {
      open().registry().register(change("version" + i), registration("scorer-" + i, i));
    }
  }

  @Test
  void ofManyWhoSeeTheSameStateOneActs() throws Exception {
    List<Callable<Boolean>> nodes = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      String key = "node" + i;
      Stores stores = open();
      nodes.add(
          () -> {
            try {
              var _ = stores.serving().machines().step(change(key), step(0, 1, NOON));
              return true;
            } catch (MillraceException e) {
              assertThat(e.code()).isEqualTo(ErrorCode.CONFLICT);
              return false;
            }
          });
    }
    int acted = 0;
    try (ExecutorService pool = Executors.newFixedThreadPool(4)) {
      for (Future<Boolean> node : pool.invokeAll(nodes)) {
        acted += node.get() ? 1 : 0;
      }
    }
    assertThat(acted).isEqualTo(1);
    assertThat(open().serving().machines().find(PROJECT, MACHINE).orElseThrow().revision())
        .isEqualTo(1);
    assertThat(open().serving().machines().find(OTHER_PROJECT, MACHINE)).isEmpty();
  }

  @Test
  void aStepItsEpochAndItsChampionAreOneTransaction() {
    Stores stores = open();
    var _ =
        stores.serving().machines().step(change("first"), release(0, 1, 1, OptionalInt.empty()));

    refusal(
        ErrorCode.CONFLICT,
        () -> stores.serving().machines().step(change("a"), release(1, 3, 2, OptionalInt.of(1))));
    refusal(
        ErrorCode.CONFLICT,
        () -> stores.serving().machines().step(change("b"), release(1, 2, 2, OptionalInt.of(3))));
    refusal(
        ErrorCode.MODEL_VERSION_UNKNOWN,
        () -> stores.serving().machines().step(change("c"), release(1, 2, 9, OptionalInt.of(1))));

    Stores other = open();
    assertThat(other.serving().machines().find(PROJECT, MACHINE).orElseThrow().revision())
        .isEqualTo(1);
    assertThat(other.serving().releases().current(PROJECT))
        .extracting(ReleaseEpoch::number)
        .containsExactly(1L);
    assertThat(other.registryQueries().loadModel(PROJECT, TIPS).champion()).hasValue(1);
    assertThat(other.events().read(PROJECT, 0, 100))
        .extracting(event -> event.draft().action())
        .endsWith(EventAction.MACHINE_STEP, EventAction.RELEASE_EPOCH, EventAction.MODEL_CHOOSE);
  }

  @Test
  void aCrashBeforeTheCommitLeavesNothing() {
    Checkpoints crash =
        point -> {
          if (point.equals("before-commit:release.epoch")) {
            throw new IllegalStateException("the process ends here");
          }
        };
    try {
      var _ =
          open(crash).serving().machines().step(change("x"), release(0, 1, 1, OptionalInt.empty()));
    } catch (IllegalStateException e) {
      assertThat(e).hasMessage("the process ends here");
    }
    assertThat(open().serving().machines().find(PROJECT, MACHINE)).isEmpty();
    assertThat(open().serving().releases().current(PROJECT)).isEmpty();
    assertThat(open().registryQueries().loadModel(PROJECT, TIPS).champion()).isEmpty();
  }

  @Test
  void aRepeatedStepIsTakenOnce() {
    MachineState first = open().serving().machines().step(change("s"), step(0, 1, NOON));
    assertThat(open().serving().machines().step(change("s"), step(0, 1, NOON))).isEqualTo(first);
    refusal(
        ErrorCode.CONFLICT, () -> open().serving().machines().step(change("s"), step(0, 2, NOON)));
    long steps =
        open().events().read(PROJECT, 0, 100).stream()
            .map(Event::draft)
            .filter(draft -> draft.action() == EventAction.MACHINE_STEP)
            .count();
    assertThat(steps).isEqualTo(1);
  }

  @Test
  void timersAreFoundWhenTheyAreDue() {
    Stores stores = open();
    var _ = stores.serving().machines().step(change("late"), step(0, 1, NOON.plusSeconds(60)));
    var _ =
        stores
            .serving()
            .machines()
            .step(
                change("early"),
                MachineStep.of(
                    new MachineId(MachineId.Kind.TRIGGER, "taxi"),
                    0,
                    Json.of(1),
                    Optional.of(NOON.plusSeconds(30)),
                    "wait",
                    Json.of("")));

    assertThat(due(NOON.plusSeconds(29))).isEmpty();
    assertThat(due(NOON.plusSeconds(30))).containsExactly("taxi");
    assertThat(due(NOON.plusSeconds(60))).containsExactly("taxi", LIVE.toString());
    var _ = stores.serving().machines().step(change("done"), step(1, 2, Instant.MAX));
    assertThat(due(NOON.plusSeconds(60))).containsExactly("taxi");
  }

  @Test
  void theLogSaysWhatWasLiveWhen() {
    Stores stores = open();
    for (int i = 1; i <= 3; i++) {
      MachineStep step = release(i - 1, i, i, i == 1 ? OptionalInt.empty() : OptionalInt.of(i - 1));
      var _ = stores.serving().machines().step(change("r" + i, NOON.plusSeconds(10L * i)), step);
    }
    assertThat(liveAt(NOON.plusSeconds(9))).isEmpty();
    assertThat(liveAt(NOON.plusSeconds(10))).contains(1L);
    assertThat(liveAt(NOON.plusSeconds(29))).contains(2L);
    assertThat(liveAt(NOON.plusSeconds(999))).contains(3L);
    assertThat(stores.serving().releases().list(PROJECT, LIVE, 2))
        .extracting(ReleaseEpoch::number)
        .containsExactly(3L, 2L);
    ReleaseEpoch newest = stores.serving().releases().current(PROJECT).getFirst();
    assertThat(newest.routes()).isEqualTo(ReleaseRoutes.all(content(3)));
    assertThat(newest.actor()).isEqualTo(ANN);
    assertThat(
            stores
                .serving()
                .releases()
                .list(PROJECT, new ReleaseTarget(TIPS, new EnvironmentName("staging")), 9))
        .isEmpty();
  }

  @Test
  void serversSayOnceWhatTheyServe() {
    Stores stores = open();
    var _ = stores.serving().machines().step(change("r"), release(0, 1, 1, OptionalInt.empty()));
    EpochServed second = new EpochServed(LIVE, 1, new NodeName("b"), NOON.plusSeconds(2));
    EpochServed first = new EpochServed(LIVE, 1, new NodeName("a"), NOON.plusSeconds(1));
    stores.serving().releases().served(PROJECT, second);
    stores.serving().releases().served(PROJECT, first);
    stores
        .serving()
        .releases()
        .served(PROJECT, new EpochServed(LIVE, 1, new NodeName("a"), NOON.plusSeconds(9)));
    assertThat(open().serving().releases().served(PROJECT, LIVE, 1)).containsExactly(first, second);
  }

  @Test
  void aNodeIsThereWhileItIsHeardOf() {
    Stores stores = open();
    NodeName a = new NodeName("a");
    stores.serving().nodes().beat(new ServingNode(a, STAGING, NOON, NOON, "one"));
    stores
        .serving()
        .nodes()
        .beat(new ServingNode(a, STAGING, NOON.plusSeconds(5), NOON.plusSeconds(5), ""));
    assertThat(open().serving().nodes().list(NOON.plusSeconds(5)))
        .containsExactly(new ServingNode(a, STAGING, NOON, NOON.plusSeconds(5), ""));
    assertThat(open().serving().nodes().list(NOON.plusSeconds(6))).isEmpty();
    stores.serving().nodes().leave(a);
    assertThat(open().serving().nodes().list(NOON)).isEmpty();
  }

  @Test
  void windowsAreKeptOnceAndReadInOrder() {
    Stores stores = open();
    for (int i = 0; i < 3; i++) {
      stores.serving().windows().close(change("w" + i), window(i));
      stores.serving().windows().close(change("w" + i), window(i));
    }
    assertThat(windows(NOON, 9)).containsExactly(window(0), window(1), window(2));
    assertThat(windows(NOON, 2)).containsExactly(window(1), window(2));
    assertThat(windows(window(0).to(), 9)).containsExactly(window(1), window(2));
  }

  private List<MonitorWindow> windows(Instant after, int limit) {
    return open().serving().windows().list(PROJECT, LIVE, WindowKind.TRAFFIC, after, limit);
  }

  private static MonitorWindow window(int number) {
    return new MonitorWindow(
        LIVE,
        1,
        WindowKind.TRAFFIC,
        new NodeName("a"),
        NOON.plusSeconds(60L * number),
        NOON.plusSeconds(60L * (number + 1)),
        Json.members().put("rows", number).build());
  }

  private Optional<Long> liveAt(Instant when) {
    return open().serving().releases().at(PROJECT, LIVE, when).map(ReleaseEpoch::number);
  }

  private List<String> due(Instant now) {
    return open().serving().machines().due(PROJECT, now, 10).stream()
        .map(machine -> machine.id().name())
        .toList();
  }

  /** {@code due} far away stands for never. */
  private static MachineStep step(long expected, int value, Instant due) {
    return MachineStep.of(
        MACHINE,
        expected,
        Json.of(value),
        due.equals(Instant.MAX) ? Optional.empty() : Optional.of(due),
        "tick",
        Json.of("for the record"));
  }

  private static MachineStep release(long expected, long epoch, int version, OptionalInt champion) {
    return new MachineStep(
        MACHINE,
        expected,
        Json.of(version),
        Optional.empty(),
        "propose",
        Json.of(""),
        Optional.of(
            new EpochDraft(
                LIVE, epoch, ReleaseChange.PROMOTE, ReleaseRoutes.all(content(version)))),
        Optional.of(new ChampionRequest(TIPS, version, champion, ChampionChoice.Kind.PROMOTE)));
  }
}

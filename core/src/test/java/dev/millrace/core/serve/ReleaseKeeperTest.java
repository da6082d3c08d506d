package dev.millrace.core.serve;

import static dev.millrace.core.serve.ServeCases.LIVE;
import static dev.millrace.core.serve.ServeCases.NOON;
import static dev.millrace.core.serve.ServeCases.PROJECT;
import static dev.millrace.core.serve.ServeCases.TIPS;
import static dev.millrace.core.serve.ServeCases.change;
import static dev.millrace.core.serve.ServeCases.register;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.core.release.ReleaseEvent;
import dev.millrace.core.release.ReleaseState;
import dev.millrace.core.release.ReleaseStrategy;
import dev.millrace.core.release.Releases;
import dev.millrace.core.release.Servers;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.Problem;
import dev.millrace.spi.id.EnvironmentName;
import dev.millrace.spi.id.NodeName;
import dev.millrace.spi.store.ChainCheck;
import dev.millrace.spi.store.Checkpoints;
import dev.millrace.spi.store.EpochServed;
import dev.millrace.spi.store.ReleaseContent;
import dev.millrace.spi.store.ReleaseEpoch;
import dev.millrace.spi.store.ServingNode;
import dev.millrace.spi.store.Stores;
import dev.millrace.testkit.store.MemoryBlobs;
import dev.millrace.testkit.store.MemoryStore;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReleaseKeeperTest {
  private static final NodeName ONE = new NodeName("one");
  private static final NodeName TWO = new NodeName("two");
  private static final ReleaseStrategy CANARY =
      new ReleaseStrategy(
          List.of(1_000, 10_000),
          Duration.ofMinutes(1),
          5,
          Duration.ofHours(1),
          0.01,
          Duration.ofMillis(50),
          2,
          Duration.ofSeconds(30));

  private final MemoryStore home = new MemoryStore();
  private final AtomicBoolean lost = new AtomicBoolean();
  private final Checkpoints failing =
      point -> {
        if (lost.get()) {
          throw Problem.of(ErrorCode.STORE_BUSY, "the store is locked").asException();
        }
      };
  private final Stores stores = home.open();
  private Instant now = NOON;
  private MemoryBlobs blobs;
  private ReleaseContent first;
  private ReleaseContent second;
  private Server one;
  private Server two;

  /** A server process, but for its network. */
  private record Server(LiveReleases live, ReleaseKeeper keeper) {
    ReleaseEpoch epoch() {
      return live.load(TIPS).epoch();
    }
  }

  @BeforeEach
  void twoVersionsAndTwoServers(@TempDir Path folder) {
    blobs = new MemoryBlobs(folder);
    first = register(stores, blobs, -1, 1);
    second = register(stores, blobs, 1, 2);
    release(first, ReleaseStrategy.IMMEDIATE, "first");
    one = server(ONE);
    two = server(TWO);
    tick();
  }

  @Test
  void serversAnswerByTheEpochInForceAndSaySo() {
    assertThat(one.epoch().number()).isEqualTo(1);
    assertThat(one.live().load(TIPS).route(0).content()).isEqualTo(first);
    assertThat(stores.serving().releases().served(PROJECT, LIVE, 1))
        .extracting(EpochServed::node)
        .containsExactly(ONE, TWO);
  }

  @Test
  void aServerWithNothingOnItsHandsWaitsUntilItMustShowItself() {
    assertThat(one.keeper().patience()).isEqualTo(Servers.BEAT);
    now = now.plusMillis(1500);
    assertThat(one.keeper().patience()).isEqualTo(Duration.ofMillis(500));
    now = now.plusSeconds(9);
    assertThat(one.keeper().patience()).as("late already").isEqualTo(Duration.ofMillis(200));
    tick();
    assertThat(one.keeper().patience()).isEqualTo(Servers.BEAT);

    release(second, CANARY, "second");
    tick();
    assertThat(one.keeper().patience()).as("a candidate").isEqualTo(Duration.ofMillis(200));
  }

  @Test
  void anEpochIsServedOnceItCanBeAskedFor() {
    NodeName three = new NodeName("three");
    Server silent = silent(three);
    silent.keeper().tick();
    assertThat(silent.epoch().number()).isEqualTo(1);
    assertThat(nodes(1)).doesNotContain(three);
    lost.set(true);
    silent.keeper().listening();
    silent.keeper().tick();
    lost.set(false);
    silent.keeper().tick();
    assertThat(nodes(1)).contains(three);
  }

  private List<NodeName> nodes(long epoch) {
    return stores.serving().releases().served(PROJECT, LIVE, epoch).stream()
        .map(EpochServed::node)
        .toList();
  }

  @Test
  void aCandidateIsLoadedByAllBeforeItAnswersAnybody() {
    release(second, CANARY, "second");
    one.keeper().tick();
    assertThat(state().rollout().orElseThrow().awaited()).containsExactly(TWO);
    assertThat(one.epoch().number()).isEqualTo(1);
    two.keeper().tick();
    tick();
    assertThat(one.epoch().number()).isEqualTo(2);
    assertThat(two.epoch().routes().routes()).hasSize(2);
  }

  @Test
  void aCanaryThatAnswersWellGoesLive() {
    release(second, CANARY, "second");
    tick();
    tick();
    answers(one, second, 10, 0);
    later(Duration.ofMinutes(1));
    tick();
    tick();
    assertThat(one.live().load(TIPS).route(99).content()).isEqualTo(second);
    assertThat(stores.registryQueries().loadModel(PROJECT, TIPS).champion()).hasValue(2);
    later(Duration.ofMinutes(1));
    tick();
    assertThat(state().rollout()).isEmpty();
  }

  @Test
  void whatAllServersHaveSeenIsJudgedTogether() {
    release(second, CANARY, "second");
    tick();
    tick();
    answers(one, second, 3, 0);
    answers(two, second, 3, 0);
    later(Duration.ofMinutes(1));
    tick();
    assertThat(state().rollout()).as("neither has seen five").isPresent();
    assertThat(state().live()).contains(first);

    later(Servers.BEAT);
    tick();
    tick();

    assertThat(state().live()).contains(second);
  }

  @Test
  void failuresThatAreFewOnEachServerAreManyTogether() {
    release(second, CANARY, "second");
    tick();
    tick();
    answers(one, second, 62, 3);
    answers(two, second, 62, 3);
    tick();
    assertThat(state().rollout()).as("3 of 65 may be chance").isPresent();

    later(Servers.BEAT);
    tick();
    tick();

    assertThat(state().rollout()).isEmpty();
    assertThat(state().live()).contains(first);
  }

  @Test
  void whatAServerOfAnotherVersionSaysIsNotCounted() {
    release(second, CANARY, "second");
    tick();
    tick();
    NodeName other = new NodeName("other");
    for (String said : List.of("{", "[]", "{\"second\":{\"seen\":7}}", "{\"second\":{}}")) {
      stores
          .serving()
          .nodes()
          .beat(new ServingNode(other, EnvironmentName.PRODUCTION, now, now, said));
      tick();
      assertThat(one.keeper().trouble()).as(said).isEmpty();
    }
    assertThat(state().rollout()).isPresent();
  }

  @Test
  void aCanaryThatFailsIsTakenBack() {
    failAsCanary();
    assertThat(state().rollout()).isEmpty();
    assertThat(one.live().load(TIPS).route(0).content()).isEqualTo(first);
    assertThat(two.epoch().number()).isEqualTo(3);
    assertThat(stores.registryQueries().loadModel(PROJECT, TIPS).champion()).hasValue(1);
  }

  @Test
  void anotherTryOfTheSameVersionIsCountedAnew() {
    failAsCanary();
    release(second, CANARY, "again");
    tick();
    tick();
    tick();
    assertThat(state().rollout()).isPresent();
  }

  @Test
  void aDamagedScorerNeverAnswersAndServingGoesOn() {
    blobs.corrupt(second.scorer());
    release(second, CANARY, "second");
    tick();
    tick();
    assertThat(state().rollout()).isEmpty();
    assertThat(one.epoch().number()).isEqualTo(1);
  }

  @Test
  void aServerThatCannotFollowKeepsWhatItHasAndSaysSo() {
    blobs.corrupt(second.scorer());
    // Decided while nobody served, so that nobody was asked to load it.
    stores.serving().nodes().leave(ONE);
    stores.serving().nodes().leave(TWO);
    release(second, ReleaseStrategy.IMMEDIATE, "second");
    one.keeper().tick();
    assertThat(one.epoch().number()).isEqualTo(1);
    assertThat(one.keeper().behind()).containsKey(LIVE);

    var _ =
        new Releases(stores, blobs)
            .apply(change("back", now), LIVE, new ReleaseEvent.RollBack(OptionalInt.empty(), "x"));
    one.keeper().tick();
    assertThat(one.epoch().number()).isEqualTo(3);
    assertThat(one.keeper().behind()).isEmpty();
  }

  @Test
  void aServerThatFellSilentIsNotWaitedFor() {
    release(second, CANARY, "second");
    later(Servers.SILENCE.plusSeconds(1));
    one.keeper().tick();
    one.keeper().tick();
    assertThat(one.epoch().number()).isEqualTo(2);
  }

  @Test
  void aStoreThatIsLostStopsNothing() {
    release(second, CANARY, "second");
    lost.set(true);
    one.keeper().tick();
    assertThat(one.keeper().trouble()).contains("STORE_BUSY");
    assertThat(one.live().load(TIPS).route(0).content()).isEqualTo(first);
    lost.set(false);
    tick();
    tick();
    assertThat(one.keeper().trouble()).isEmpty();
    assertThat(one.epoch().number()).isEqualTo(2);
  }

  @Test
  void aClockThatJumpsLeavesServersInTouch() {
    later(Duration.ofHours(-3));
    tick();
    assertThat(Servers.listening(stores.serving().nodes(), EnvironmentName.PRODUCTION, now))
        .containsExactly(ONE, TWO);
    release(second, ReleaseStrategy.IMMEDIATE, "second");
    tick();
    tick();
    assertThat(one.epoch().number()).isEqualTo(2);
    later(Duration.ofDays(400));
    tick();
    assertThat(Servers.listening(stores.serving().nodes(), EnvironmentName.PRODUCTION, now))
        .containsExactly(ONE, TWO);
    assertThat(one.epoch().number()).isEqualTo(2);
    assertThat(stores.events().verify()).isInstanceOf(ChainCheck.Whole.class);
  }

  private void failAsCanary() {
    release(second, CANARY, "second");
    tick();
    tick();
    answers(two, second, 2, 30);
    tick();
    tick();
  }

  private Server server(NodeName node) {
    Server server = silent(node);
    server.keeper().listening();
    return server;
  }

  /** A server that cannot be reached yet. */
  private Server silent(NodeName node) {
    LiveReleases live = new LiveReleases(EnvironmentName.PRODUCTION);
    return new Server(
        live,
        new ReleaseKeeper(
            home.open(failing),
            new ServedModels(blobs, TrafficTallies.NONE),
            live,
            PROJECT,
            node,
            new Shadows(Runnable::run),
            new Outcomes(),
            () -> now,
            () -> 0));
  }

  private void release(ReleaseContent content, ReleaseStrategy strategy, String id) {
    var _ =
        new Releases(stores, blobs)
            .apply(
                change(id, now),
                LIVE,
                new ReleaseEvent.Propose(
                    id,
                    content,
                    strategy,
                    Servers.listening(stores.serving().nodes(), EnvironmentName.PRODUCTION, now)));
  }

  private static void answers(Server server, ReleaseContent content, int good, int bad) {
    ServedModel model =
        server.live().load(TIPS).models().stream()
            .filter(candidate -> candidate.content().equals(content))
            .findFirst()
            .orElseThrow();
    for (int i = 0; i < good; i++) {
      model.counter().answered(1_000);
    }
    for (int i = 0; i < bad; i++) {
      model.counter().failed();
    }
  }

  private ReleaseState state() {
    return Releases.find(stores, PROJECT, LIVE);
  }

  private void later(Duration time) {
    now = now.plus(time);
  }

  private void tick() {
    now = now.plusMillis(200);
    one.keeper().tick();
    two.keeper().tick();
  }
}

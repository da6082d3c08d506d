package dev.millrace.core.keep;

import static dev.millrace.testkit.store.StoreCases.HERE;
import static dev.millrace.testkit.store.StoreCases.NOON;
import static dev.millrace.testkit.store.StoreCases.PROJECT;
import static dev.millrace.testkit.store.StoreCases.TIPS;
import static dev.millrace.testkit.store.StoreCases.change;
import static dev.millrace.testkit.store.StoreCases.digest;
import static dev.millrace.testkit.store.StoreCases.registration;
import static dev.millrace.testkit.store.StoreCases.run;
import static dev.millrace.testkit.store.StoreCases.start;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.core.release.CodeRevision;
import dev.millrace.core.release.Origin;
import dev.millrace.core.release.ReleaseDemands;
import dev.millrace.core.release.ReleaseEvent;
import dev.millrace.core.release.ReleaseStrategy;
import dev.millrace.core.release.Releases;
import dev.millrace.digest.Digest;
import dev.millrace.json.Json;
import dev.millrace.spi.id.Actor;
import dev.millrace.spi.id.EnvironmentName;
import dev.millrace.spi.id.StageName;
import dev.millrace.spi.store.Checkpoints;
import dev.millrace.spi.store.ContentClass;
import dev.millrace.spi.store.Evidence;
import dev.millrace.spi.store.Lease;
import dev.millrace.spi.store.ReleaseContent;
import dev.millrace.spi.store.ReleaseTarget;
import dev.millrace.spi.store.RunEnd;
import dev.millrace.spi.store.StageCommit;
import dev.millrace.spi.store.StageKind;
import dev.millrace.spi.store.StageOrigin;
import dev.millrace.spi.store.StageResult;
import dev.millrace.spi.store.StoredBlob;
import dev.millrace.spi.store.Stores;
import dev.millrace.testkit.store.MemoryBlobs;
import dev.millrace.testkit.store.MemoryStore;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Collections that would take the data of every version, were it not in use somewhere. */
final class VersionsInUseTest {
  private static final int VERSIONS = 8;
  private static final ReleaseTarget LIVE = ReleaseTarget.production(TIPS);
  private static final ReleaseTarget STAGED =
      new ReleaseTarget(TIPS, new EnvironmentName("staging"));
  private static final ReleaseStrategy CANARY =
      new ReleaseStrategy(
          List.of(500, 10_000),
          Duration.ofMinutes(1),
          10,
          Duration.ofHours(1),
          0.01,
          Duration.ofMillis(50),
          2,
          Duration.ofSeconds(30));

  @TempDir Path home;

  private final Stores stores = new MemoryStore().open();
  private Instant now = NOON;
  private final MemoryBlobs blobs = new MemoryBlobs(Path.of("unused"), () -> now);
  private final Releases releases = new Releases(stores, blobs);

  @BeforeEach
  void versionsOfRunsWithACutEach() {
    for (int i = 1; i <= VERSIONS; i++) {
      Lease lease = stores.runs().start(change("start" + i), start(i, HERE)).lease();
      stores
          .runs()
          .commit(
              change("land" + i),
              lease,
              new StageCommit(
                  new StageName("land"),
                  StageKind.PURE,
                  Optional.of(digest("land" + i)),
                  StageOrigin.MADE,
                  List.of(),
                  List.of(),
                  new StageResult(Json.of(i), List.of(blobs.put(cut(i).getBytes(UTF_8)))),
                  NOON,
                  NOON));
      stores.runs().finish(change("end" + i), lease, RunEnd.done());
      stores.registry().register(change("register" + i), registration("scorer " + i, i));
    }
  }

  private static String cut(int version) {
    return "cut " + version;
  }

  private void release(ReleaseTarget target, int version, ReleaseStrategy strategy) {
    releases.apply(
        change("release " + target + " " + version),
        target,
        new ReleaseEvent.Propose(
            "r" + version,
            new ReleaseContent(version, digest("scorer " + version), new TreeMap<>()),
            strategy,
            new TreeSet<>()));
  }

  /** The versions whose cuts are there after a collection that spares nothing else. */
  private List<Integer> kept() {
    now = NOON.plus(Duration.ofDays(400));
    Map<ContentClass, KeepRule> rules = new EnumMap<>(ContentClass.class);
    for (ContentClass kind : ContentClass.values()) {
      rules.put(kind, new KeepRule(Duration.ZERO, 0));
    }
    CollectSettings settings =
        new CollectSettings(
            Optional.empty(), Duration.ofDays(1), rules, Optional.of(Duration.ofDays(30)));
    try (CollectLock lock = CollectLock.take(home)) {
      new Collector(stores, blobs, blobs, Checkpoints.NONE, PROJECT, settings, home)
          .collect(lock, "c1", key -> change(key, now));
    }
    try (Stream<StoredBlob> all = blobs.list()) {
      Set<Digest> left = all.map(StoredBlob::digest).collect(Collectors.toSet());
      return IntStream.rangeClosed(1, VERSIONS)
          .filter(version -> left.contains(digest(cut(version))))
          .boxed()
          .toList();
    }
  }

  @Test
  void nothingIsInUseWhereNothingWasReleased() {
    assertThat(kept()).isEmpty();
  }

  @Test
  void whatIsLiveAndWhatItCanBeRolledBackToAreInUse() {
    release(LIVE, 2, ReleaseStrategy.IMMEDIATE);
    release(LIVE, 3, ReleaseStrategy.IMMEDIATE);
    release(LIVE, 5, ReleaseStrategy.IMMEDIATE);

    releases.apply(
        change("back"), LIVE, new ReleaseEvent.RollBack(OptionalInt.empty(), "worse at night"));

    assertThat(kept()).contains(2, 3, 5).doesNotContain(1, 4, 6, 7, 8);
  }

  @Test
  void aCandidateOnItsWayIsInUse() {
    release(LIVE, 4, ReleaseStrategy.IMMEDIATE);
    release(LIVE, 6, CANARY);

    assertThat(kept()).containsExactly(4, 6);
  }

  @Test
  void everyEnvironmentCounts() {
    release(LIVE, 1, ReleaseStrategy.IMMEDIATE);
    release(STAGED, 8, ReleaseStrategy.IMMEDIATE);

    assertThat(kept()).containsExactly(1, 8);
  }

  @Test
  void whatAwaitsASecondPersonIsInUse() {
    proposeSeven();
    assertThat(Releases.awaited(stores, PROJECT)).containsKey(LIVE);
    assertThat(kept()).containsExactly(1, 7);
  }

  @Test
  void whatWasRejectedIsNot() {
    proposeSeven();
    releases.apply(
        change("no"),
        LIVE,
        new ReleaseEvent.Reject(7, new Actor("bob", Actor.Standing.UNVERIFIED), "no"));

    assertThat(kept()).containsExactly(1);
  }

  /** One is live, and seven needs the consent of somebody else. */
  private void proposeSeven() {
    stores
        .evidence()
        .append(
            change("origin"),
            new Evidence(digest("scorer 7"), Origin.KIND, blobs.put(origin().bytes())));
    release(LIVE, 1, ReleaseStrategy.IMMEDIATE);
    release(LIVE, 7, ReleaseStrategy.IMMEDIATE);
  }

  private static Origin origin() {
    return new Origin(
        run(7),
        new Actor("ann", Actor.Standing.UNVERIFIED),
        CodeRevision.unknown("no repository"),
        new ReleaseDemands(ReleaseDemands.Approval.SECOND_PERSON, false, new TreeSet<>()),
        "{}",
        digest("files"));
  }
}

package dev.millrace.core.keep;

import static dev.millrace.testkit.store.StoreCases.HERE;
import static dev.millrace.testkit.store.StoreCases.NOON;
import static dev.millrace.testkit.store.StoreCases.PROJECT;
import static dev.millrace.testkit.store.StoreCases.TERM;
import static dev.millrace.testkit.store.StoreCases.TIPS;
import static dev.millrace.testkit.store.StoreCases.change;
import static dev.millrace.testkit.store.StoreCases.digest;
import static dev.millrace.testkit.store.StoreCases.registration;
import static dev.millrace.testkit.store.StoreCases.start;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.digest.Digest;
import dev.millrace.error.ErrorCode;
import dev.millrace.json.Json;
import dev.millrace.spi.id.StageName;
import dev.millrace.spi.store.ChainCheck;
import dev.millrace.spi.store.ChampionChoice;
import dev.millrace.spi.store.ChampionRequest;
import dev.millrace.spi.store.Checkpoints;
import dev.millrace.spi.store.CollectionEnd;
import dev.millrace.spi.store.ContentClass;
import dev.millrace.spi.store.Event;
import dev.millrace.spi.store.EventAction;
import dev.millrace.spi.store.Evidence;
import dev.millrace.spi.store.EvidenceKind;
import dev.millrace.spi.store.HoldDraft;
import dev.millrace.spi.store.Lease;
import dev.millrace.spi.store.RunEnd;
import dev.millrace.spi.store.StageCommit;
import dev.millrace.spi.store.StageKind;
import dev.millrace.spi.store.StageOrigin;
import dev.millrace.spi.store.StageResult;
import dev.millrace.spi.store.StoredBlob;
import dev.millrace.spi.store.Stores;
import dev.millrace.testkit.store.MemoryBlobs;
import dev.millrace.testkit.store.MemoryStore;
import dev.millrace.testkit.store.StoreCases;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Collections over a home in memory: what goes, what stays, and what a kill leaves behind. */
class CollectorTest {
  private static final Instant LATER = NOON.plus(Duration.ofDays(400));

  @TempDir Path home;

  private MemoryStore metadata = new MemoryStore();
  private Instant now = NOON;
  private MemoryBlobs blobs = new MemoryBlobs(Path.of("unused"), () -> now);
  private CollectSettings settings = settings(0, Optional.empty());
  private int names;

  private static final class Killed extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private static CollectSettings settings(int count, Optional<Duration> registered) {
    Map<ContentClass, KeepRule> rules = new EnumMap<>(ContentClass.class);
    for (ContentClass kind : ContentClass.values()) {
      rules.put(kind, new KeepRule(Duration.ofDays(10), count));
    }
    return new CollectSettings(Optional.empty(), Duration.ofDays(1), rules, registered);
  }

  private Digest put(String content) {
    return blobs.put(content.getBytes(UTF_8));
  }

  private boolean isThere(String content) {
    try (Stream<StoredBlob> all = blobs.list()) {
      return all.anyMatch(blob -> blob.digest().equals(digest(content)));
    }
  }

  private Lease begin(int run) {
    return metadata.open().runs().start(change("start" + run, now), start(run, HERE)).lease();
  }

  /** A stage that gave the blobs of these contents. */
  private void stage(Lease lease, String stage, String... contents) {
    List<Digest> all = Stream.of(contents).map(this::put).toList();
    metadata
        .open()
        .runs()
        .commit(
            change(lease.holder().run() + stage, now),
            lease,
            new StageCommit(
                new StageName(stage),
                StageKind.PURE,
                Optional.of(digest(stage + lease.holder().run())),
                StageOrigin.MADE,
                List.of(),
                List.of(),
                new StageResult(Json.texts(List.of(contents)), all),
                now,
                now));
  }

  /** A run with a landing, a training and their blobs. */
  private void run(int number) {
    Lease lease = begin(number);
    stage(lease, "land", "cut " + number, "shared");
    stage(lease, "train", "scorer " + number);
    end(lease);
  }

  private void end(Lease lease) {
    metadata.open().runs().finish(change(lease.holder().run() + "end", now), lease, RunEnd.done());
  }

  private CollectionReport collect(Checkpoints checkpoints) {
    String name = "c" + ++names;
    try (CollectLock lock = CollectLock.take(home)) {
      return collector(checkpoints).collect(lock, name, key -> change(key, now));
    }
  }

  private Collector collector(Checkpoints checkpoints) {
    return new Collector(
        metadata.open(checkpoints), blobs, blobs, checkpoints, PROJECT, settings, home);
  }

  private Set<ContentClass> classes(CollectionReport report) {
    return report.freed().keySet();
  }

  @Test
  void whatNothingNeedsGoesAndTheRecordSaysSo() {
    run(1);
    put("of a run that died");
    now = LATER;

    CollectionReport preview = collector(Checkpoints.NONE).preview(change("look", now), "build-1");
    CollectionReport report = collect(Checkpoints.NONE);

    assertThat(report.freed()).isEqualTo(preview.freed());
    assertThat(report.count()).isEqualTo(4);
    assertThat(report.bytes())
        .isEqualTo("cut 1".length() + "shared".length() + "scorer 1".length() + 18);
    assertThat(classes(report))
        .containsExactlyInAnyOrder(
            ContentClass.CUTS, ContentClass.SCORERS, ContentClass.UNREFERENCED);
    try (Stream<StoredBlob> left = blobs.list()) {
      assertThat(left).isEmpty();
    }
    Stores stores = metadata.open();
    var commit = stores.runQueries().load(PROJECT, StoreCases.run(1)).stages().getFirst().commit();
    assertThat(stores.results().find(PROJECT, commit.key().orElseThrow())).isEmpty();
    assertThat(stores.keeping().collections().find(PROJECT, commit.result().digest())).isPresent();
    assertThat(events(EventAction.COLLECTION_END)).hasSize(1);
    assertThat(stores.events().verify()).isInstanceOf(ChainCheck.Whole.class);

    assertThat(collect(Checkpoints.NONE).count()).as("nothing is left to do").isZero();
    assertThat(events(EventAction.COLLECTION_END)).hasSize(1);
    assertThat(events(EventAction.COLLECTION_BEGIN)).hasSize(1);
  }

  private List<Event> events(EventAction action) {
    return metadata.open().events().read(PROJECT, 0, 1000).stream()
        .filter(event -> event.draft().action() == action)
        .toList();
  }

  @Test
  void whatAnotherResultNeedsTooStays() {
    run(1);
    now = LATER;
    run(2);

    collect(Checkpoints.NONE);

    assertThat(isThere("shared")).isTrue();
    assertThat(isThere("cut 2")).isTrue();
    assertThat(isThere("cut 1")).isFalse();
    assertThat(isThere("scorer 1")).isFalse();
  }

  @Test
  void theNewestOfAPipelineStayHoweverOldTheyAre() {
    settings = settings(2, Optional.empty());
    for (int i = 1; i <= 4; i++) {
      run(i);
    }
    now = LATER;

    collect(Checkpoints.NONE);

    assertThat(Stream.of("cut 1", "cut 2", "cut 3", "cut 4").filter(this::isThere))
        .containsExactly("cut 3", "cut 4");
  }

  @Test
  void aRegisteredVersionKeepsAllItWasMadeFromUnlessARuleSaysOtherwise() {
    for (int i = 1; i <= 4; i++) {
      run(i);
      put("statement " + i);
      Stores stores = metadata.open();
      stores.registry().register(change("register" + i), registration("scorer " + i, i));
      stores
          .evidence()
          .append(
              change("state" + i),
              new Evidence(
                  digest("scorer " + i), new EvidenceKind("gate"), digest("statement " + i)));
      stores
          .registry()
          .choose(
              change("choose" + i),
              new ChampionRequest(
                  TIPS,
                  i,
                  i == 1 ? OptionalInt.empty() : OptionalInt.of(i - 1),
                  ChampionChoice.Kind.PROMOTE));
    }
    now = LATER;

    assertThat(collect(Checkpoints.NONE).count()).isZero();

    settings = settings(0, Optional.of(Duration.ofDays(30)));
    assertThat(classes(collect(Checkpoints.NONE))).containsExactly(ContentClass.CUTS);
    assertThat(Stream.of("cut 1", "cut 2", "cut 3", "cut 4").filter(this::isThere))
        .as("those of the champion and of the one before it")
        .containsExactly("cut 3", "cut 4");
    for (int i = 1; i <= 4; i++) {
      assertThat(isThere("scorer " + i)).isTrue();
      assertThat(isThere("statement " + i)).isTrue();
    }
  }

  @Test
  void whatIsHeldStaysUntilItIsReleased() {
    run(1);
    run(2);
    Stores stores = metadata.open();
    Digest cut =
        stores
            .runQueries()
            .load(PROJECT, StoreCases.run(1))
            .stages()
            .getFirst()
            .commit()
            .result()
            .digest();
    stores
        .keeping()
        .holds()
        .place(
            change("hold"),
            new HoldDraft("run/1", Optional.empty(), List.of(cut, digest("scorer 2"))));
    now = LATER;

    collect(Checkpoints.NONE);

    assertThat(Stream.of("cut 1", "shared", "scorer 2")).allMatch(this::isThere);
    assertThat(Stream.of("cut 2", "scorer 1")).noneMatch(this::isThere);
    stores.keeping().holds().release(change("release"), 1);
    collect(Checkpoints.NONE);
    assertThat(Stream.of("cut 1", "shared", "scorer 2")).noneMatch(this::isThere);
  }

  @Test
  void whileAPersonIsHeldNothingWithRowsGoes() {
    run(1);
    put("perhaps rows");
    metadata
        .open()
        .keeping()
        .holds()
        .place(change("hold"), new HoldDraft("person/mail", Optional.of(digest("ann")), List.of()));
    now = LATER;

    CollectionReport report = collect(Checkpoints.NONE);

    assertThat(classes(report)).containsExactly(ContentClass.SCORERS);
    assertThat(report.notes()).hasSize(1);
    assertThat(isThere("perhaps rows")).isTrue();
  }

  @Test
  void whatARunUnderWayUsesOrWritesStays() {
    Lease lease = begin(1);
    stage(lease, "land", "cut 1");
    put("of the next stage");
    now = LATER;
    metadata.open().runs().renew(lease, TERM, NOON.plus(TERM.dividedBy(2)));
    assertThat(collect(Checkpoints.NONE).freed().keySet())
        .as("a lease that has run out: its run is taken over, and what it finished is reused")
        .containsExactly(ContentClass.UNREFERENCED);
    assertThat(isThere("cut 1")).isTrue();
    end(lease);

    now = LATER.plus(Duration.ofDays(1));
    Lease long1 = begin(2);
    put("written at the start");
    for (int hour = 0; hour < 100; hour++) {
      now = now.plus(Duration.ofHours(1));
      long1 = metadata.open().runs().renew(long1, Duration.ofHours(2), now);
    }
    collect(Checkpoints.NONE);
    assertThat(isThere("written at the start")).isTrue();
  }

  /**
   * A run that finds a result at any point of a collection finds its blobs, or that they are gone.
   */
  @Test
  void aRunThatReusesAtAnyPointIsNotBroken() {
    List<String> points = new ArrayList<>();
    run(1);
    now = LATER;
    collect(points::add);
    assertThat(points).contains("collect.marked", "before-commit:collection.begin");
    for (int i = 0; i < points.size(); i++) {
      metadata = new MemoryStore();
      now = NOON;
      blobs = new MemoryBlobs(Path.of("unused"), () -> now);
      run(1);
      now = LATER;
      int at = i;
      List<String> reached = new ArrayList<>();
      List<Boolean> found = new ArrayList<>();
      collect(
          point -> {
            reached.add(point);
            if (reached.size() == at + 1) {
              found.add(reuse());
            }
          });
      assertThat(found).as(points.get(i)).hasSize(1);
      if (found.getFirst()) {
        assertThat(isThere("cut 1")).as("reused at " + points.get(i)).isTrue();
        assertThat(isThere("shared")).as("reused at " + points.get(i)).isTrue();
      }
    }
  }

  /** As a run does it: look the key up, verify the blobs. */
  private boolean reuse() {
    Stores stores = metadata.open();
    Optional<Digest> key =
        stores.runQueries().load(PROJECT, StoreCases.run(1)).stages().getFirst().commit().key();
    return stores.results().find(PROJECT, key.orElseThrow()).stream()
        .flatMap(stored -> stored.result().blobs().stream())
        .map(blobs::verify)
        .reduce(Boolean::logicalAnd)
        .orElse(false);
  }

  @Test
  void aCollectionThatIsKilledAnywhereIsEndedByTheNext() throws IOException {
    List<String> points = new ArrayList<>();
    fill();
    collect(points::add);
    Set<Digest> expected = left();
    List<Path> files = files();
    assertThat(points)
        .contains(
            "collect.begun",
            "collect.blob-removed",
            "collect.file-removed",
            "after-commit:collection.end");
    for (int i = 0; i < points.size(); i++) {
      metadata = new MemoryStore();
      now = NOON;
      blobs = new MemoryBlobs(Path.of("unused"), () -> now);
      fill();
      int at = i;
      List<String> reached = new ArrayList<>();
      assertThatThrownBy(
              () ->
                  collect(
                      point -> {
                        reached.add(point);
                        if (reached.size() == at + 1) {
                          throw new Killed();
                        }
                      }))
          .isInstanceOf(Killed.class);

      collect(Checkpoints.NONE);

      assertThat(left()).as("killed at " + points.get(i)).isEqualTo(expected);
      assertThat(files()).isEqualTo(files);
      assertThat(metadata.open().events().verify()).isInstanceOf(ChainCheck.Whole.class);
      assertThat(collect(Checkpoints.NONE).count()).isZero();
    }
  }

  private void fill() {
    run(1);
    run(2);
    put("orphan");
    lost();
    now = LATER;
    run(3);
    file("log/reports/" + "0".repeat(31) + "1.html", NOON);
    file("log/reports/" + "0".repeat(31) + "3.html", LATER);
    file("log/reports/notes.html", NOON);
    file("scratch/train-1/job.json", NOON);
    file("scratch/engine-1/lock", NOON);
    file("scratch/scores.csv", LATER);
  }

  /** A blob that the record names and that somebody has removed. */
  private void lost() {
    blobs.lose(digest("scorer 2"));
  }

  private Set<Digest> left() {
    try (Stream<StoredBlob> all = blobs.list()) {
      return all.map(StoredBlob::digest).collect(Collectors.toSet());
    }
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> all = Files.walk(home)) {
      return all.filter(Files::isRegularFile).sorted().toList();
    }
  }

  private void file(String name, Instant at) {
    try {
      Path file = home.resolve(name);
      Path parent = file.resolveSibling("");
      Files.createDirectories(parent);
      Files.writeString(file, name);
      Files.setLastModifiedTime(file, FileTime.from(at));
      if (!name.contains("reports")) {
        Files.setLastModifiedTime(parent, FileTime.from(at));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void reportsAndScratchGoByAge() throws IOException {
    fill();
    CollectionReport report = collect(Checkpoints.NONE);

    assertThat(report.freed())
        .extractingByKeys(ContentClass.REPORTS, ContentClass.SCRATCH)
        .extracting(CollectionEnd.Freed::things)
        .containsExactly(1L, 1L);
    assertThat(files())
        .extracting(file -> home.relativize(file).toString())
        .containsExactly(
            "collect.lock",
            "log/reports/" + "0".repeat(31) + "3.html",
            "log/reports/notes.html",
            "scratch/engine-1/lock",
            "scratch/scores.csv");
  }

  @Test
  void oneCollectionAtATime() {
    try (CollectLock lock = CollectLock.take(home)) {
      StoreCases.refusal(ErrorCode.CONFLICT, () -> CollectLock.take(home));
      assertThat(CollectLock.isDue(home, Duration.ofDays(1), now)).isTrue();
      lock.done(now);
    }
    assertThat(CollectLock.isDue(home, Duration.ofDays(1), now)).isFalse();
    assertThat(CollectLock.isDue(home, Duration.ofDays(1), now.plus(Duration.ofDays(1)))).isTrue();
    CollectLock.take(home).close();
  }
}

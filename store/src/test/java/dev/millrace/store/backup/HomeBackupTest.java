package dev.millrace.store.backup;

import static dev.millrace.testkit.store.StoreCases.HERE;
import static dev.millrace.testkit.store.StoreCases.NOON;
import static dev.millrace.testkit.store.StoreCases.PROJECT;
import static dev.millrace.testkit.store.StoreCases.change;
import static dev.millrace.testkit.store.StoreCases.made;
import static dev.millrace.testkit.store.StoreCases.refusal;
import static dev.millrace.testkit.store.StoreCases.start;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.digest.Digest;
import dev.millrace.error.ErrorCode;
import dev.millrace.spi.id.RunId;
import dev.millrace.spi.store.ChainCheck;
import dev.millrace.spi.store.Checkpoints;
import dev.millrace.spi.store.EventAction;
import dev.millrace.spi.store.Evidence;
import dev.millrace.spi.store.EvidenceKind;
import dev.millrace.spi.store.Lease;
import dev.millrace.spi.store.StoredBlob;
import dev.millrace.store.Home;
import dev.millrace.store.LocalStore;
import dev.millrace.store.postgres.PostgresServer;
import dev.millrace.store.postgres.PostgresStore;
import dev.millrace.store.sql.Upkeep;
import dev.millrace.store.sqlite.SqliteSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A home that is backed up while it is written to, and homes restored from that. */
@Tag("contract")
class HomeBackupTest {
  private static final InstantSource CLOCK = InstantSource.system();
  private static final SqliteSettings SETTINGS = SqliteSettings.DEFAULTS;

  private static final int WRITERS = 4;
  private static final int WRITES = 80;

  @TempDir Path folder;

  @Test
  void whatWasAcknowledgedBeforeIsThereAndWhatIsThereIsWhole() throws Exception {
    try (LocalStore store = open("home")) {
      Lease lease = store.stores().runs().start(change("start"), start(1, HERE)).lease();
      AtomicInteger written = new AtomicInteger();
      Semaphore permits = new Semaphore(0);
      try (ExecutorService threads = Executors.newFixedThreadPool(WRITERS)) {
        List<Future<?>> writers = new ArrayList<>();
        for (int i = 0; i < WRITERS; i++) {
          String writer = "w" + i;
          writers.add(threads.submit(() -> write(store, lease, writer, written, permits)));
        }
        try {
          for (int round = 1; round <= 3; round++) {
            // Half is written before the copy, half beside it.
            permits.release(WRITES);
            awaitWritten(written, round * WRITES - WRITES / 2, writers);
            int before = written.get();
            HomeBackup.Made made = backup(store, "home");
            assertThat(made.snapshot().events()).isGreaterThan(before);
            assertRestored(made, "restored-" + round, before, lease.holder().run());
          }
        } finally {
          permits.release(WRITERS * WRITES);
        }
        for (Future<?> writer : writers) {
          writer.get();
        }
      }
    }
    assertThat(backups().snapshots()).hasSize(3);
  }

  private static void awaitWritten(AtomicInteger written, int least, List<Future<?>> writers) {
    while (written.get() < least) {
      assertThat(writers).as("a writer has ended").noneMatch(Future::isDone);
      Thread.onSpinWait();
    }
  }

  private static void write(
      LocalStore store, Lease lease, String writer, AtomicInteger written, Semaphore permits) {
    for (int i = 0; i < WRITES; i++) {
      permits.acquireUninterruptibly();
      String value = writer + "/" + i;
      Digest blob = store.blobs().put(content(value));
      store.stores().runs().commit(change("stage" + value), lease, made("s", value, value));
      store
          .stores()
          .evidence()
          .append(change("e" + value), new Evidence(blob, new EvidenceKind("report"), blob));
      written.incrementAndGet();
    }
  }

  private void assertRestored(HomeBackup.Made made, String name, int before, RunId run) {
    Home home =
        new HomeRestore(backups(), CLOCK, words -> {}).run(made.snapshot(), folder.resolve(name));
    try (LocalStore restored = LocalStore.open(home, SETTINGS, CLOCK, Checkpoints.NONE)) {
      assertThat(restored.checkIntegrity()).isEmpty();
      assertThat(restored.stores().events().verify())
          .isEqualTo(new ChainCheck.Whole(made.snapshot().events(), made.snapshot().head()));
      List<Digest> referred = new Upkeep(restored.metadata().transactions()).blobs();
      assertThat(referred).hasSizeGreaterThanOrEqualTo(before);
      Set<Digest> evidence =
          restored.stores().events().read(PROJECT, 0, 1000).stream()
              .filter(event -> event.draft().action() == EventAction.EVIDENCE_APPEND)
              .map(event -> Digest.ofBytes(content(event.change().key().substring(1))))
              .collect(Collectors.toSet());
      assertThat(evidence).hasSizeGreaterThan(30);
      assertThat(referred).containsAll(evidence);
      assertThat(evidence).as("what is referred to is there").allMatch(restored.blobs()::verify);
      assertThat(made.snapshot().lost()).doesNotContainAnyElementsOf(evidence);
      assertThat(restored.stores().runQueries().load(PROJECT, run).stages())
          .hasSizeGreaterThanOrEqualTo(before);
    }
  }

  private static byte[] content(String value) {
    return value.repeat(500).getBytes(UTF_8);
  }

  @Test
  void aSecondBackupCopiesWhatIsNewAndSaysWhatTheHomeHasLost() throws IOException {
    try (LocalStore store = open("home")) {
      Files.createDirectories(home("home").log().resolve("predictions"));
      Files.writeString(home("home").log().resolve("predictions/1.seg"), "rows");
      Files.writeString(home("home").settings(), "engine: { memory: 512MB }\n");
      Digest first = store.blobs().put("first".getBytes(UTF_8));
      Digest second = evidence(store, "second");
      HomeBackup.Made one = backup(store, "home");
      assertThat(one.snapshot().blobs()).containsExactlyInAnyOrder(first, second);
      assertThat(one.snapshot().files())
          .extracting(KeptFile::path)
          .containsExactly("home.yaml", "log/predictions/1.seg");

      Files.writeString(home("home").log().resolve("predictions/2.seg"), "more rows");
      Digest third = evidence(store, "third");
      assertThat(store.blobs().delete(second)).isTrue();
      HomeBackup.Made two = backup(store, "home");

      assertThat(two.copied()).as("metadata, a segment of each, settings, content").isEqualTo(5);
      assertThat(two.snapshot().lost()).isEmpty();
      assertThat(two.snapshot().blobs()).as("the backup had it").contains(second, third);
    }
    Home again =
        new HomeRestore(backups(), CLOCK, words -> {})
            .run(backups().read(backups().snapshots().getLast()), folder.resolve("again"));
    assertThat(again.log().resolve("predictions/2.seg")).hasContent("more rows");
    assertThat(again.settings()).doesNotExist();
    assertThat(again.folder().resolve(HomeRestore.ASIDE)).exists();
  }

  @Test
  void aHomeThatHasLostContentsIsBackedUpAndSaysSo() {
    try (LocalStore store = open("home")) {
      Digest gone = evidence(store, "gone");
      assertThat(store.blobs().delete(gone)).isTrue();
      assertThat(backup(store, "home").snapshot().lost()).containsExactly(gone);
    }
  }

  @Test
  void aBackupIsNotMadeWhereOtherThingsAre() throws IOException {
    Files.writeString(Files.createDirectories(folder.resolve("full")).resolve("thesis.txt"), "x");
    assertThat(
            refusal(ErrorCode.HOME_INVALID, () -> BackupFolder.open(folder.resolve("full"), CLOCK)))
        .contains("no backup", "thesis.txt");
    refusal(ErrorCode.HOME_INVALID, () -> BackupFolder.existing(folder.resolve("none"), CLOCK));
    try (LocalStore store = open("home")) {
      refusal(
          ErrorCode.USAGE,
          () ->
              new HomeBackup(
                  home("home"),
                  store,
                  BackupFolder.open(folder.resolve("home/inside"), CLOCK),
                  words -> {}));
    }
  }

  @Test
  void aDamagedBackupIsNotRestoredAndLeavesNothing() throws IOException {
    Digest content;
    HomeBackup.Made made;
    try (LocalStore store = open("home")) {
      content = evidence(store, "content");
      made = backup(store, "home");
    }
    Path target = folder.resolve("again");
    Files.createDirectories(target);
    Files.writeString(target.resolve("something"), "x");
    assertThat(refusal(ErrorCode.HOME_INVALID, () -> restore(made, target))).contains("something");
    Files.delete(target.resolve("something"));

    Path kept = backups().blobs().place(content);
    byte[] bytes = Files.readAllBytes(kept);
    Files.write(kept, new byte[bytes.length]);
    assertThat(refusal(ErrorCode.BLOB_CORRUPT, () -> restore(made, target)))
        .contains(content.hex());
    Files.write(kept, bytes);

    Snapshot forged =
        new Snapshot(
            made.snapshot().at(),
            made.snapshot().metadata(),
            made.snapshot().store(),
            made.snapshot().events() + 1,
            made.snapshot().head(),
            made.snapshot().files(),
            made.snapshot().blobs(),
            List.of(),
            List.of());
    assertThat(
            refusal(
                ErrorCode.HOME_INVALID,
                () -> new HomeRestore(backups(), CLOCK, words -> {}).run(forged, target)))
        .contains("not what was backed up");
    assertThat(target).doesNotExist();
    assertThat(restore(made, target).database()).exists();
  }

  @Test
  void aHomeInADatabaseIsRestoredIntoFiles(@TempDir Path data) throws IOException {
    HomeBackup.Made made;
    List<StoredBlob> before;
    try (PostgresServer server = PostgresServer.start(data);
        LocalStore store =
            LocalStore.with(
                PostgresStore.open(
                    PostgresServer.settingsOf(server.url(server.copyOfMade())),
                    PostgresServer.SECRETS,
                    Checkpoints.NONE),
                home("home"),
                CLOCK,
                Checkpoints.NONE)) {
      var _ = store.stores().runs().start(change("start"), start(1, HERE));
      evidence(store, "content");
      made = backup(store, "home");
      assertThat(made.snapshot().store()).startsWith("PostgreSQL 17");
      try (Stream<StoredBlob> all = store.blobs().list()) {
        before = all.toList();
      }
    }
    Home again = restore(made, folder.resolve("again"));
    try (LocalStore restored = LocalStore.open(again, SETTINGS, CLOCK, Checkpoints.NONE)) {
      assertThat(restored.stores().events().verify())
          .isEqualTo(new ChainCheck.Whole(2, made.snapshot().head()));
      assertThat(before).allMatch(blob -> restored.blobs().verify(blob.digest()));
      var _ = evidence(restored, "and it goes on");
    }
  }

  private Home restore(HomeBackup.Made made, Path target) {
    return new HomeRestore(backups(), CLOCK, words -> {}).run(made.snapshot(), target);
  }

  private static Digest evidence(LocalStore store, String content) {
    Digest blob = store.blobs().put(content.getBytes(UTF_8));
    store
        .stores()
        .evidence()
        .append(change(content, NOON), new Evidence(blob, new EvidenceKind("report"), blob));
    return blob;
  }

  private HomeBackup.Made backup(LocalStore store, String name) {
    return new HomeBackup(home(name), store, backups(), words -> {}).run(CLOCK.instant());
  }

  private BackupFolder backups() {
    return BackupFolder.open(folder.resolve("backups"), CLOCK);
  }

  private Home home(String name) {
    return Home.open(folder.resolve(name));
  }

  private LocalStore open(String name) {
    return LocalStore.open(home(name), SETTINGS, CLOCK, Checkpoints.NONE);
  }
}

package dev.millrace.cli;

import dev.millrace.digest.Digest;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.Problem;
import dev.millrace.json.Json;
import dev.millrace.spi.id.EnvironmentName;
import dev.millrace.spi.store.ChainCheck;
import dev.millrace.spi.store.Checkpoints;
import dev.millrace.spi.store.EventAction;
import dev.millrace.spi.store.LeaseOwner;
import dev.millrace.spi.store.StoredBlob;
import dev.millrace.store.Home;
import dev.millrace.store.files.FileBlobs;
import dev.millrace.store.files.FileFailures;
import dev.millrace.store.files.HomeBlobs;
import dev.millrace.store.sql.MetadataStore;
import dev.millrace.store.sql.TableCopy;
import dev.millrace.store.sql.Upkeep;
import dev.millrace.store.sql.UpkeepNote;
import dev.millrace.store.sqlite.SqliteSettings;
import dev.millrace.store.sqlite.SqliteStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Moves what a home has in files to the stores that its settings name. */
final class StoreMove {
  private static final String MOVED = ".moved";

  private final Home home;
  private final Clock clock;
  private final Consumer<String> progress;

  StoreMove(Home home, Clock clock, Consumer<String> progress) {
    this.home = home;
    this.clock = clock;
    this.progress = progress;
  }

  /**
   * What was moved.
   *
   * @param metadata empty when it stays or had been moved before
   * @param keptAs name of the SQLite file from now on; empty when it is as it was
   * @param contents how many are in the bucket now
   */
  record Moved(Optional<TableCopy.Copied> metadata, String keptAs, long contents) {}

  /** SERVER_RUNNING, RUN_ACTIVE, CONFLICT, and what the stores may fail with. */
  Moved run(String reason) {
    HomeConfig config = HomeConfig.of(home);
    try (ServeLock _ = ServeLock.take(home, EnvironmentName.PRODUCTION);
        HomeUse _ = HomeUse.alone(home)) {
      // Contents first: what refers to them must not be there before they are.
      long contents = config.blobs().isEmpty() ? 0 : contents();
      if (config.store().isEmpty() || !Files.exists(home.database())) {
        return new Moved(Optional.empty(), "", contents);
      }
      Optional<TableCopy.Copied> copied = metadata(reason);
      return new Moved(copied, putAside(), contents);
    } catch (IOException e) {
      throw FileFailures.of(e, home.folder());
    }
  }

  private long contents() {
    FileBlobs files = new FileBlobs(home.blobs(), clock, Checkpoints.NONE);
    long moved = 0;
    try (HomeBlobs bucket = HomeStore.blobs(home, clock, Checkpoints.NONE);
        Stream<StoredBlob> all = files.list()) {
      for (StoredBlob each : (Iterable<StoredBlob>) all::iterator) {
        send(files, bucket, each.digest());
        if (++moved % 100 == 0) {
          progress.accept("contents: " + moved);
        }
      }
    }
    progress.accept("contents: " + moved);
    return moved;
  }

  /** Sends a copy: the file stays until somebody removes it. */
  private void send(FileBlobs files, HomeBlobs bucket, Digest digest) {
    if (bucket.verify(digest)) {
      return;
    }
    try {
      Path copy = Files.createTempFile(home.scratch(), "move-", "");
      try {
        Files.copy(files.localFile(digest), copy, StandardCopyOption.REPLACE_EXISTING);
        var _ = bucket.putFile(copy);
      } finally {
        Files.deleteIfExists(copy);
      }
    } catch (IOException e) {
      throw FileFailures.of(e, home.scratch());
    }
  }

  private Optional<TableCopy.Copied> metadata(String reason) {
    try (SqliteStore from =
            SqliteStore.open(home.database(), SqliteSettings.DEFAULTS, Checkpoints.NONE);
        MetadataStore into = HomeStore.metadata(home, Checkpoints.NONE)) {
      Instant now = clock.instant();
      requireNoRun(from, now);
      if (isThere(from, into)) {
        progress.accept("metadata: it was moved before");
        return Optional.empty();
      }
      progress.accept("metadata: from " + from.described() + " to " + into.described());
      return Optional.of(
          TableCopy.move(
              from.transactions(),
              into.transactions(),
              new UpkeepNote(
                  Users.change(reason, now),
                  EventAction.HOME_MOVE,
                  "home/metadata",
                  Json.members()
                      .put("from", from.described())
                      .put("to", into.described())
                      .build())));
    }
  }

  private static void requireNoRun(MetadataStore from, Instant now) {
    List<LeaseOwner> working =
        new Upkeep(from.transactions())
            .leases().stream()
                .filter(lease -> lease.isLive(now))
                .map(lease -> lease.holder().owner())
                .filter(owner -> !Users.isGone(owner, now))
                .toList();
    if (!working.isEmpty()) {
      throw Problem.of(ErrorCode.RUN_ACTIVE, "a run is at work in this home")
          .found("process " + working.getFirst().pid() + " on " + working.getFirst().host())
          .next("Wait until it has ended, then move the home; nothing was moved")
          .asException();
    }
  }

  /** True when a move ended after its commit: there is all of it, and the note of the move. */
  private static boolean isThere(MetadataStore from, MetadataStore into) {
    ChainCheck mine = from.stores().events().verify();
    ChainCheck theirs = into.stores().events().verify();
    if (!(mine instanceof ChainCheck.Whole here)
        || !(theirs instanceof ChainCheck.Whole there)
        || here.events() == 0
        || there.events() <= here.events()) {
      return false;
    }
    return into.stores().events().read(here.events() - 1, 2).stream()
        .map(event -> event.digest().equals(here.head()) ? "head" : event.draft().action().text())
        .toList()
        .equals(List.of("head", EventAction.HOME_MOVE.text()));
  }

  /** The file and what SQLite may have left beside it, under names by which it still opens. */
  private String putAside() throws IOException {
    Path database = home.database();
    Path kept = database.resolveSibling(database.getFileName() + MOVED);
    for (int i = 2; Files.exists(kept); i++) {
      kept = database.resolveSibling(database.getFileName() + MOVED + "-" + i);
    }
    for (String part : List.of("-wal", "-shm", "")) {
      Path file = database.resolveSibling(database.getFileName() + part);
      if (Files.exists(file)) {
        Files.move(file, kept.resolveSibling(kept.getFileName() + part));
      }
    }
    return String.valueOf(kept.getFileName());
  }
}

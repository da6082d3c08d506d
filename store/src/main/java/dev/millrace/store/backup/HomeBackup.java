package dev.millrace.store.backup;

import dev.millrace.digest.Digest;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.MillraceException;
import dev.millrace.error.Problem;
import dev.millrace.spi.store.ChainCheck;
import dev.millrace.spi.store.Checkpoints;
import dev.millrace.spi.store.StoredBlob;
import dev.millrace.store.Home;
import dev.millrace.store.LocalStore;
import dev.millrace.store.files.FileFailures;
import dev.millrace.store.files.HomeBlobs;
import dev.millrace.store.sql.Upkeep;
import dev.millrace.store.sqlite.SqliteSettings;
import dev.millrace.store.sqlite.SqliteStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Copies a home that is in use. The metadata is copied first, as one state; then every content that
 * is there, which is at least what that state refers to, since a content is stored before it is
 * referred to; then the log and the settings. All of it is read again at the end.
 */
public final class HomeBackup {
  private static final int STEP = 1_000;

  private final Home home;
  private final LocalStore store;
  private final BackupFolder to;
  private final Consumer<String> progress;

  /**
   * @param progress is told, in words, how far it is
   */
  public HomeBackup(Home home, LocalStore store, BackupFolder to, Consumer<String> progress) {
    this.home = home;
    this.store = store;
    this.to = to;
    this.progress = progress;
    if (to.folder().startsWith(home.folder())) {
      throw Problem.of(ErrorCode.USAGE, "a backup of a home cannot be inside it")
          .at(to.folder().toString())
          .next("Name a folder elsewhere, best on another disk")
          .asException();
    }
  }

  /**
   * What was made.
   *
   * @param name of the snapshot
   * @param copied contents and files that the backup did not have yet
   */
  public record Made(String name, Snapshot snapshot, long copied) {}

  /** Makes a snapshot: DISK_FULL, FILE_UNWRITABLE, STORE_CORRUPT, BLOB_CORRUPT. */
  public Made run(Instant now) {
    BlobCopy copy = new BlobCopy(to.blobs());
    try {
      Path metadata = Files.createTempDirectory(to.folder(), ".metadata");
      try {
        Path file = metadata.resolve("millrace.db");
        store.metadata().snapshot(file);
        Looked looked = look(file);
        Digest database = copy.file(file);
        progress.accept("metadata: " + looked.events.events() + " events");
        Contents contents = contents(copy, looked.blobs);
        List<KeptFile> files = new HomeFiles(home, copy).copy();
        progress.accept("settings and log: " + files.size() + " files");
        Snapshot snapshot =
            new Snapshot(
                now,
                database,
                store.metadataDescribed(),
                looked.events.events(),
                looked.events.head(),
                files,
                contents.kept,
                contents.lost,
                secrets());
        new SnapshotCheck(to.blobs(), progress).require(snapshot);
        return new Made(to.write(snapshot), snapshot, copy.copied());
      } finally {
        deleteAll(metadata);
      }
    } catch (IOException e) {
      throw FileFailures.of(e, to.folder());
    }
  }

  private record Looked(ChainCheck.Whole events, List<Digest> blobs) {}

  /** Reads the copy, not the home: what is kept must be whole. */
  private static Looked look(Path file) {
    try (SqliteStore kept = SqliteStore.open(file, SqliteSettings.DEFAULTS, Checkpoints.NONE)) {
      List<String> damage = kept.checkIntegrity();
      ChainCheck chain = kept.stores().events().verify();
      if (!damage.isEmpty() || !(chain instanceof ChainCheck.Whole whole)) {
        throw Problem.of(ErrorCode.STORE_CORRUPT, "the metadata of the home is damaged")
            .found(damage.isEmpty() ? chain : damage.getFirst())
            .next("Look with 'millrace doctor'; restore an earlier backup")
            .asException();
      }
      return new Looked(whole, new Upkeep(kept.transactions()).blobs());
    }
  }

  private record Contents(List<Digest> kept, List<Digest> lost) {}

  private Contents contents(BlobCopy copy, List<Digest> referred) {
    Set<Digest> wanted = new TreeSet<>(referred);
    HomeBlobs blobs = store.blobs();
    try (Stream<StoredBlob> all = blobs.list()) {
      all.map(StoredBlob::digest).forEach(wanted::add);
    }
    Set<Digest> needed = Set.copyOf(referred);
    List<Digest> kept = new ArrayList<>();
    List<Digest> lost = new ArrayList<>();
    int done = 0;
    for (Digest each : wanted) {
      try {
        copy.blob(blobs, each);
        kept.add(each);
      } catch (MillraceException e) {
        if (e.code() != ErrorCode.BLOB_MISSING && e.code() != ErrorCode.BLOB_CORRUPT) {
          throw e;
        }
        if (needed.contains(each)) {
          lost.add(each);
        }
      }
      if (++done % STEP == 0) {
        progress.accept("contents: " + done + " of " + wanted.size());
      }
    }
    progress.accept("contents: " + kept.size() + ", " + copy.copied() + " of them new");
    return new Contents(kept, lost);
  }

  private List<String> secrets() throws IOException {
    Path folder = home.folder().resolve("secrets");
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> String.valueOf(file.getFileName())).sorted().toList();
    }
  }

  static void deleteAll(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path each : all.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(each);
      }
    }
  }

  /** Copies contents into a backup that does not have them. */
  static final class BlobCopy {
    private final dev.millrace.store.files.FileBlobs into;
    private long copied;

    BlobCopy(dev.millrace.store.files.FileBlobs into) {
      this.into = into;
    }

    long copied() {
      return copied;
    }

    void blob(HomeBlobs from, Digest digest) {
      if (!into.verify(digest)) {
        var _ = take(digest, from.localFile(digest));
      }
    }

    /** Copies a file as it is now. */
    Digest file(Path file) {
      return take(Digest.ofBytes(new byte[0]), file);
    }

    private Digest take(Digest near, Path file) {
      try {
        Path unfinished = into.unfinished(near);
        try {
          Files.copy(file, unfinished, StandardCopyOption.REPLACE_EXISTING);
          copied++;
          return into.putFile(unfinished);
        } finally {
          Files.deleteIfExists(unfinished);
        }
      } catch (IOException e) {
        throw FileFailures.of(e, file);
      }
    }
  }
}

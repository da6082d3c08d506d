package dev.millrace.store.backup;

import dev.millrace.digest.Digest;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.Problem;
import dev.millrace.spi.store.ChainCheck;
import dev.millrace.spi.store.Checkpoints;
import dev.millrace.store.Home;
import dev.millrace.store.files.FileBlobs;
import dev.millrace.store.files.FileFailures;
import dev.millrace.store.sqlite.SqliteSettings;
import dev.millrace.store.sqlite.SqliteStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Makes a home of a snapshot: metadata in an SQLite file and contents in files, wherever the home
 * that was copied had them. The settings that say where are put aside, not in force: they name
 * stores that another home may be using.
 */
public final class HomeRestore {
  /** What the settings of the home are called until somebody has looked at them. */
  public static final String ASIDE = "home.yaml.from-backup";

  private static final String SETTINGS = "home.yaml";

  private final BackupFolder from;
  private final InstantSource clock;
  private final Consumer<String> progress;

  public HomeRestore(BackupFolder from, InstantSource clock, Consumer<String> progress) {
    this.from = from;
    this.clock = clock;
    this.progress = progress;
  }

  /**
   * Makes the home: HOME_INVALID when there is something already or the copy is not what was
   * written down of it, BLOB_CORRUPT when the backup is damaged; then nothing of the home is left.
   */
  public Home run(Snapshot snapshot, Path folder) {
    Path target = folder.toAbsolutePath().normalize();
    requireEmpty(target);
    new SnapshotCheck(from.blobs(), progress).require(snapshot);
    try {
      Home home = Home.open(target);
      try {
        FileBlobs blobs = new FileBlobs(home.blobs(), clock, Checkpoints.NONE);
        HomeBackup.BlobCopy copy = new HomeBackup.BlobCopy(blobs);
        for (Digest each : snapshot.blobs()) {
          copy.blob(from.blobs(), each);
        }
        progress.accept("contents: " + snapshot.blobs().size());
        for (KeptFile file : snapshot.files()) {
          String path = file.path().equals(SETTINGS) ? ASIDE : file.path();
          write(file.digest(), home.folder().resolve(path));
        }
        progress.accept("settings and log: " + snapshot.files().size() + " files");
        write(snapshot.metadata(), home.database());
        requireSame(snapshot, home.database());
        progress.accept("metadata: " + snapshot.events() + " events, chain whole");
        return home;
      } catch (IOException | RuntimeException e) {
        HomeBackup.deleteAll(target);
        throw e;
      }
    } catch (IOException e) {
      throw FileFailures.of(e, target);
    }
  }

  private static void requireEmpty(Path target) {
    if (!Files.exists(target)) {
      return;
    }
    try (Stream<Path> all = Files.list(target)) {
      List<String> found = all.limit(5).map(path -> "" + path.getFileName()).toList();
      if (!found.isEmpty()) {
        throw Problem.of(ErrorCode.HOME_INVALID, "a home can only be restored into an empty folder")
            .at(target.toString())
            .found(String.join(", ", found))
            .next("Name a folder that is not there yet with --home")
            .asException();
      }
    } catch (IOException e) {
      throw FileFailures.of(e, target);
    }
  }

  private void write(Digest digest, Path file) throws IOException {
    Files.createDirectories(file.resolveSibling(""));
    Files.copy(from.blobs().localFile(digest), file, StandardCopyOption.REPLACE_EXISTING);
  }

  private static void requireSame(Snapshot snapshot, Path database) {
    try (SqliteStore store =
        SqliteStore.open(database, SqliteSettings.DEFAULTS, Checkpoints.NONE)) {
      List<String> damage = store.checkIntegrity();
      ChainCheck chain = store.stores().events().verify();
      ChainCheck expected = new ChainCheck.Whole(snapshot.events(), snapshot.head());
      if (!damage.isEmpty() || !chain.equals(expected)) {
        throw Problem.of(ErrorCode.HOME_INVALID, "the restored metadata is not what was backed up")
            .at(database.toString())
            .found(damage.isEmpty() ? chain : damage.getFirst())
            .allowed(expected.toString())
            .next("Restore an earlier snapshot")
            .asException();
      }
    }
  }
}

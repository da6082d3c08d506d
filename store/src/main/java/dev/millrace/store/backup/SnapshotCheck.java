package dev.millrace.store.backup;

import dev.millrace.digest.Digest;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.Problem;
import dev.millrace.store.files.FileBlobs;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Reads all that a snapshot has. */
final class SnapshotCheck {
  private static final int SHOWN = 5;

  private final FileBlobs blobs;
  private final Consumer<String> progress;

  SnapshotCheck(FileBlobs blobs, Consumer<String> progress) {
    this.blobs = blobs;
    this.progress = progress;
  }

  /** BLOB_CORRUPT when something is missing or is not what its name says. */
  void require(Snapshot snapshot) {
    List<Digest> all = new ArrayList<>();
    all.add(snapshot.metadata());
    snapshot.files().forEach(file -> all.add(file.digest()));
    all.addAll(snapshot.blobs());
    List<Digest> bad = all.stream().filter(digest -> !blobs.verify(digest)).distinct().toList();
    if (!bad.isEmpty()) {
      throw Problem.of(ErrorCode.BLOB_CORRUPT, "a backup does not have all that it names")
          .found(bad.size() + " contents, such as " + bad.subList(0, Math.min(SHOWN, bad.size())))
          .next("Check the disk of the backup; make another, or restore an earlier snapshot")
          .asException();
    }
    progress.accept("verified: " + all.size() + " contents and files");
  }
}

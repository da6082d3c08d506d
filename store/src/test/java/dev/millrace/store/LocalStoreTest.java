package dev.millrace.store;

import static dev.millrace.testkit.store.StoreCases.HERE;
import static dev.millrace.testkit.store.StoreCases.NOON;
import static dev.millrace.testkit.store.StoreCases.PROJECT;
import static dev.millrace.testkit.store.StoreCases.change;
import static dev.millrace.testkit.store.StoreCases.digest;
import static dev.millrace.testkit.store.StoreCases.start;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.digest.Digest;
import dev.millrace.json.Json;
import dev.millrace.spi.id.StageName;
import dev.millrace.spi.store.BlobStore;
import dev.millrace.spi.store.Checkpoints;
import dev.millrace.spi.store.Lease;
import dev.millrace.spi.store.StageCommit;
import dev.millrace.spi.store.StageKind;
import dev.millrace.spi.store.StageOrigin;
import dev.millrace.spi.store.StageResult;
import dev.millrace.spi.store.StoredResult;
import dev.millrace.store.sqlite.SqliteSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Metadata and blobs of one home together. */
class LocalStoreTest {
  @TempDir Path folder;

  @Test
  void aStoredResultWhoseBlobIsGoneIsNoticedForgottenAndMadeAgain() throws IOException {
    byte[] content = {1, 2, 3};
    List<String> points = new ArrayList<>();
    try (LocalStore store = open(points::add)) {
      Lease lease = store.stores().runs().start(change("a"), start(1, HERE)).lease();
      Digest blob = store.blobs().put(content);
      store.stores().runs().commit(change("b"), lease, stage(blob));
      assertThat(usable(store, store.blobs())).isPresent();

      Files.delete(store.blobs().localFile(blob));
      assertThat(usable(store, store.blobs())).isEmpty();
      store.stores().results().forget(change("c"), digest("key"));
      assertThat(store.stores().results().find(PROJECT, digest("key"))).isEmpty();
      store.blobs().put(content);
      store.stores().runs().commit(change("d"), lease, stage(blob));
      assertThat(usable(store, store.blobs())).isPresent();
      assertThat(store.sweep(NOON)).isZero();
      assertThat(store.checkIntegrity()).isEmpty();
    }
    assertThat(points.subList(0, 7))
        .containsExactly(
            "before-commit:run.start",
            "after-commit:run.start",
            "blob.before-fsync",
            "blob.before-rename",
            "blob.after-rename",
            "before-commit:stage.commit",
            "after-commit:stage.commit");
  }

  /** What a flow does before it reuses a result. */
  private static Optional<StoredResult> usable(LocalStore store, BlobStore blobs) {
    return store
        .stores()
        .results()
        .find(PROJECT, digest("key"))
        .filter(stored -> stored.result().blobs().stream().allMatch(blobs::verify));
  }

  private static StageCommit stage(Digest blob) {
    return new StageCommit(
        new StageName("prepare"),
        StageKind.PURE,
        Optional.of(digest("key")),
        StageOrigin.MADE,
        List.of(),
        List.of(),
        new StageResult(Json.of("value"), List.of(blob)),
        NOON,
        NOON);
  }

  private LocalStore open(Checkpoints checkpoints) {
    return LocalStore.open(
        Home.open(folder), SqliteSettings.DEFAULTS, InstantSource.system(), checkpoints);
  }
}

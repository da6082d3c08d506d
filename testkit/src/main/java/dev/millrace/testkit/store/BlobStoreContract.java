package dev.millrace.testkit.store;

import static dev.millrace.testkit.store.StoreCases.digest;
import static dev.millrace.testkit.store.StoreCases.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.digest.Digest;
import dev.millrace.error.ErrorCode;
import dev.millrace.spi.store.BlobStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The contract of blob stores. */
public abstract class BlobStoreContract {
  @TempDir Path outside;

  /** One more process that has this test's home open. */
  protected abstract BlobStore open();

  /** Changes a bit of a stored content behind every store's back. */
  protected abstract void damage(Digest digest);

  /** Removes a stored content behind every store's back. */
  protected abstract void lose(Digest digest);

  @Test
  void whatIsPutIsRead() throws IOException {
    SplittableRandom random = new SplittableRandom(3);
    for (int length : new int[] {0, 1, 100, 65_536, 65_537, 3_000_000}) {
      byte[] content = new byte[length];
      random.nextBytes(content);
      Digest digest = open().put(content);

      assertThat(digest).isEqualTo(Digest.ofBytes(content));
      assertThat(read(open(), digest)).isEqualTo(content);
      assertThat(Files.readAllBytes(open().localFile(digest))).isEqualTo(content);
      assertThat(open().verify(digest)).isTrue();
    }
  }

  @Test
  void aFileIsTakenWhole() throws IOException {
    byte[] content = new byte[300_000];
    new SplittableRandom(4).nextBytes(content);
    Path file = Files.write(outside.resolve("part"), content);

    Digest digest = open().putFile(file);

    assertThat(digest).isEqualTo(Digest.ofBytes(content));
    assertThat(read(open(), digest)).isEqualTo(content);
  }

  @Test
  void puttingAgainChangesNothing() throws IOException {
    byte[] content = {1, 2, 3};
    BlobStore store = open();
    Digest digest = store.put(content);
    assertThat(store.put(content)).isEqualTo(digest);
    assertThat(store.putFile(Files.write(outside.resolve("same"), content))).isEqualTo(digest);
    assertThat(open().put(content)).isEqualTo(digest);
    assertThat(read(open(), digest)).isEqualTo(content);
  }

  @Test
  void aContentThatWasNeverPutIsMissing() {
    assertMissing(open(), digest("never"));
  }

  @Test
  void aLostContentIsMissingAndCanBePutAgain() throws IOException {
    BlobStore store = open();
    Digest digest = store.put(new byte[] {1, 2, 3});
    assertThat(read(store, digest)).hasSize(3);
    lose(digest);

    assertMissing(store, digest);
    store.put(new byte[] {1, 2, 3});
    assertThat(read(store, digest)).hasSize(3);
  }

  @Test
  void aDamagedContentIsNeverHandedOutAndCanBePutAgain() throws IOException {
    byte[] content = new byte[100_000];
    BlobStore store = open();
    Digest digest = store.put(content);
    assertThat(read(store, digest)).hasSize(100_000);
    damage(digest);

    for (BlobStore each : List.of(store, open())) {
      String refused = refusal(ErrorCode.BLOB_CORRUPT, () -> read(each, digest));
      assertThat(refused).contains(digest.hex());
      refusal(ErrorCode.BLOB_CORRUPT, () -> each.localFile(digest));
      assertThat(each.verify(digest)).isFalse();
    }
    assertThat(open().put(content)).isEqualTo(digest);
    assertThat(read(store, digest)).isEqualTo(content);
  }

  @Test
  void manyMayPutTheSameAtOnce() throws Exception {
    byte[] content = new byte[200_000];
    new SplittableRandom(5).nextBytes(content);
    List<BlobStore> processes = List.of(open(), open());
    List<Callable<Digest>> puts = new ArrayList<>();
    for (int i = 0; i < 32; i++) {
      BlobStore store = processes.get(i % 2);
      puts.add(
          () -> {
            Digest digest = store.put(content);
            assertThat(read(store, digest)).isEqualTo(content);
            return digest;
          });
    }
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      for (Future<Digest> put : threads.invokeAll(puts)) {
        assertThat(put.get()).isEqualTo(Digest.ofBytes(content));
      }
    }
  }

  private static void assertMissing(BlobStore store, Digest digest) {
    assertThat(refusal(ErrorCode.BLOB_MISSING, () -> read(store, digest))).contains(digest.hex());
    refusal(ErrorCode.BLOB_MISSING, () -> store.localFile(digest));
    assertThat(store.verify(digest)).isFalse();
  }

  private static byte[] read(BlobStore store, Digest digest) throws IOException {
    try (InputStream in = store.open(digest)) {
      return in.readAllBytes();
    }
  }
}

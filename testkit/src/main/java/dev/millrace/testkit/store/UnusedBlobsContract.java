package dev.millrace.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.digest.Digest;
import dev.millrace.spi.store.BlobShelf;
import dev.millrace.spi.store.StoredBlob;
import dev.millrace.spi.store.UnusedBlobs;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The contract of removing blobs that nobody uses. */
public interface UnusedBlobsContract {
  /** One more process that has this test's blobs open. */
  BlobShelf shelf();

  /** The same blobs. */
  UnusedBlobs unused();

  @Test
  default void whatWasUsedSinceIsNotRemoved() {
    Digest digest = shelf().put(new byte[] {1, 2, 3});
    Instant written;
    try (Stream<StoredBlob> all = shelf().list()) {
      written = all.findFirst().orElseThrow().at();
    }

    assertThat(unused().deleteUnused(digest, written)).isEmpty();
    assertThat(shelf().verify(digest)).isTrue();
    assertThat(unused().deleteUnused(digest, written.plusSeconds(60))).hasValue(3);

    assertThat(shelf().verify(digest)).isFalse();
    assertThat(unused().deleteUnused(digest, written.plusSeconds(60))).isEmpty();
    assertThat(shelf().put(new byte[] {1, 2, 3})).isEqualTo(digest);
    assertThat(shelf().verify(digest)).isTrue();
  }
}

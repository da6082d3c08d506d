package dev.millrace.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.digest.Digest;
import dev.millrace.spi.store.StoredBlob;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A listing that lags says less and more than is true; asking for a content never does. */
class LaggingShelfTest {
  @Test
  void whatIsNewIsMissingAndWhatIsGoneIsShown(@TempDir Path folder) {
    LaggingShelf blobs = new LaggingShelf(new MemoryBlobs(folder));
    Digest first = blobs.put(new byte[] {1});
    assertThat(shown(blobs)).as("just written").isEmpty();
    assertThat(blobs.verify(first)).isTrue();

    blobs.catchUp();
    assertThat(shown(blobs)).containsExactly(first);
    assertThat(blobs.delete(first)).isTrue();

    assertThat(shown(blobs)).as("just deleted").containsExactly(first);
    assertThat(blobs.verify(first)).isFalse();
    assertThat(blobs.delete(first)).as("a second time").isFalse();
    blobs.catchUp();
    assertThat(shown(blobs)).isEmpty();
  }

  private static Stream<Digest> shown(LaggingShelf blobs) {
    return blobs.list().map(StoredBlob::digest);
  }
}

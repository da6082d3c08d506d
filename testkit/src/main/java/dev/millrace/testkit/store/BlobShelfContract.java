package dev.millrace.testkit.store;

import static dev.millrace.testkit.store.StoreCases.digest;
import static dev.millrace.testkit.store.StoreCases.refusal;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.digest.Digest;
import dev.millrace.error.ErrorCode;
import dev.millrace.spi.store.BlobShelf;
import dev.millrace.spi.store.StoredBlob;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The contract of blob stores that can be looked through; its listing does not lag. */
public abstract class BlobShelfContract extends BlobStoreContract {
  /** Clocks of stores are this far apart at most. */
  private static final Duration CLOCKS = Duration.ofMinutes(1);

  @Override
  protected abstract BlobShelf open();

  /** Puts a file or object of this name beside the contents, where others can. */
  protected abstract void stray(String name);

  @Test
  void whatIsStoredIsListedWithItsLengthAndTime() {
    assertThat(listed(open())).isEmpty();
    Instant before = InstantSource.system().instant().minus(CLOCKS);
    Map<Digest, Long> expected = new HashMap<>();
    BlobShelf store = open();
    for (int i = 0; i < 300; i++) {
      expected.put(store.put(("content " + i).repeat(i).getBytes(UTF_8)), length(i));
    }
    Instant after = InstantSource.system().instant().plus(CLOCKS);

    List<StoredBlob> found = listed(open());

    Map<Digest, Long> lengths = new HashMap<>();
    for (StoredBlob each : found) {
      lengths.put(each.digest(), each.bytes());
      assertThat(each.at()).isBetween(before, after);
    }
    assertThat(lengths).isEqualTo(expected);
    assertThat(found).hasSize(expected.size());
  }

  private static long length(int i) {
    return ("content " + i).length() * (long) i;
  }

  @Test
  void whatIsNoContentIsNotListed() {
    Digest digest = open().put(new byte[9]);
    stray("README.txt");
    stray("ab/short");
    stray("ab/" + digest.hex().substring(2) + ".unfinished");
    stray("zz/" + digest.hex().substring(2));
    stray(digest.hex());
    stray(".DS_Store");

    assertThat(listed(open())).extracting(StoredBlob::digest).containsExactly(digest);
  }

  @Test
  void whatIsDeletedIsGoneAndCanBePutAgain() {
    BlobShelf store = open();
    Digest digest = store.put(new byte[] {1, 2, 3});
    Digest other = store.put(new byte[] {4});
    assertThat(store.verify(digest)).isTrue();

    assertThat(open().delete(digest)).isTrue();

    for (BlobShelf each : List.of(store, open())) {
      assertThat(each.verify(digest)).isFalse();
      refusal(ErrorCode.BLOB_MISSING, () -> each.open(digest));
      refusal(ErrorCode.BLOB_MISSING, () -> each.localFile(digest));
      assertThat(each.delete(digest)).isFalse();
    }
    assertThat(listed(store)).extracting(StoredBlob::digest).containsExactly(other);
    assertThat(store.put(new byte[] {1, 2, 3})).isEqualTo(digest);
    assertThat(open().verify(digest)).isTrue();
  }

  @Test
  void deletingWhatWasNeverThereSaysSo() {
    assertThat(open().delete(digest("never"))).isFalse();
  }

  @Test
  void aDamagedContentIsListedAndDeleted() {
    Digest digest = open().put(new byte[10]);
    damage(digest);

    assertThat(listed(open())).extracting(StoredBlob::digest).containsExactly(digest);
    assertThat(open().delete(digest)).isTrue();
    assertThat(listed(open())).isEmpty();
  }

  protected static List<StoredBlob> listed(BlobShelf store) {
    try (Stream<StoredBlob> all = store.list()) {
      return all.toList();
    }
  }
}

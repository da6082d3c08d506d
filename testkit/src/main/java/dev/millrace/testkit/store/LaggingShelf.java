package dev.millrace.testkit.store;

import dev.millrace.digest.Digest;
import dev.millrace.spi.store.BlobShelf;
import dev.millrace.spi.store.StoredBlob;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Blobs whose listing is behind, as those of some object stores are: it shows what was there when
 * it was last told to catch up. Everything else is as it is.
 */
public final class LaggingShelf implements BlobShelf {
  private final BlobShelf blobs;
  private List<StoredBlob> shown = List.of();

  /** Shows nothing until it is told to catch up. */
  public LaggingShelf(BlobShelf blobs) {
    this.blobs = blobs;
  }

  /** From now on the listing shows what is there now. */
  public synchronized void catchUp() {
    try (Stream<StoredBlob> all = blobs.list()) {
      shown = all.toList();
    }
  }

  @Override
  public synchronized Stream<StoredBlob> list() {
    return shown.stream();
  }

  @Override
  public boolean delete(Digest digest) {
    return blobs.delete(digest);
  }

  @Override
  public Digest put(byte[] bytes) {
    return blobs.put(bytes);
  }

  @Override
  public Digest putFile(Path file) {
    return blobs.putFile(file);
  }

  @Override
  public InputStream open(Digest digest) {
    return blobs.open(digest);
  }

  @Override
  public Path localFile(Digest digest) {
    return blobs.localFile(digest);
  }

  @Override
  public boolean verify(Digest digest) {
    return blobs.verify(digest);
  }
}

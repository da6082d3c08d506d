package dev.millrace.core.register;

import dev.millrace.digest.Digest;
import dev.millrace.spi.store.BlobStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** A stored content that fits into memory, such as a scorer or a statement about one. */
public final class BlobBytes {
  private BlobBytes() {}

  /**
   * All of it, checked against its name by the store.
   *
   * @throws dev.millrace.error.MillraceException BLOB_MISSING, BLOB_CORRUPT
   */
  public static byte[] read(BlobStore blobs, Digest digest) {
    try (InputStream in = blobs.open(digest)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

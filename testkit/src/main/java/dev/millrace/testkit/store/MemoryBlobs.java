package dev.millrace.testkit.store;

import dev.millrace.digest.Digest;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.Problem;
import dev.millrace.spi.store.BlobStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Blobs in memory; local files are written to the given folder on demand. */
public final class MemoryBlobs implements BlobStore {
  private final ConcurrentMap<Digest, byte[]> blobs = new ConcurrentHashMap<>();
  private final Path folder;

  public MemoryBlobs(Path folder) {
    this.folder = folder;
  }

  @Override
  public Digest put(byte[] bytes) {
    Digest digest = Digest.ofBytes(bytes);
    blobs.put(digest, bytes.clone());
    return digest;
  }

  @Override
  public Digest putFile(Path file) {
    try {
      Digest digest = put(Files.readAllBytes(file));
      Files.delete(file);
      return digest;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public InputStream open(Digest digest) {
    return new ByteArrayInputStream(whole(digest));
  }

  @Override
  public Path localFile(Digest digest) {
    try {
      return Files.write(folder.resolve(digest.hex()), whole(digest));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public boolean verify(Digest digest) {
    byte[] bytes = blobs.get(digest);
    return bytes != null && Digest.ofBytes(bytes).equals(digest);
  }

  /** Damages a content behind the store's back. */
  public void corrupt(Digest digest) {
    blobs.computeIfPresent(
        digest,
        (name, bytes) -> {
          byte[] damaged = bytes.length == 0 ? new byte[1] : bytes.clone();
          damaged[damaged.length / 2] ^= 1;
          return damaged;
        });
  }

  /** Loses a content behind the store's back. */
  public void lose(Digest digest) {
    blobs.remove(digest);
  }

  private byte[] whole(Digest digest) {
    byte[] bytes = blobs.get(digest);
    if (bytes == null) {
      throw Problem.of(ErrorCode.BLOB_MISSING, "a stored content is gone")
          .found(digest)
          .asException();
    }
    if (!Digest.ofBytes(bytes).equals(digest)) {
      throw Problem.of(ErrorCode.BLOB_CORRUPT, "a stored content is damaged")
          .found(digest)
          .asException();
    }
    return bytes;
  }
}

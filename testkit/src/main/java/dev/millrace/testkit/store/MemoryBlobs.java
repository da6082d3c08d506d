package dev.millrace.testkit.store;

import dev.millrace.digest.Digest;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.Problem;
import dev.millrace.spi.store.BlobShelf;
import dev.millrace.spi.store.StoredBlob;
import dev.millrace.spi.store.UnusedBlobs;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Stream;

/** Blobs in memory; local files are written to the given folder on demand. */
public final class MemoryBlobs implements BlobShelf, UnusedBlobs {
  private final ConcurrentMap<Digest, byte[]> blobs = new ConcurrentHashMap<>();
  private final ConcurrentMap<Digest, Instant> written = new ConcurrentHashMap<>();
  private final Path folder;
  private final InstantSource clock;

  public MemoryBlobs(Path folder) {
    this(folder, InstantSource.system());
  }

  /** Blobs that are written when {@code clock} says. */
  public MemoryBlobs(Path folder, InstantSource clock) {
    this.folder = folder;
    this.clock = clock;
  }

  @Override
  public Digest put(byte[] bytes) {
    Digest digest = Digest.ofBytes(bytes);
    written.put(digest, clock.instant());
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
    boolean whole = bytes != null && Digest.ofBytes(bytes).equals(digest);
    if (whole) {
      written.put(digest, clock.instant());
    }
    return whole;
  }

  @Override
  public Stream<StoredBlob> list() {
    return blobs.entrySet().stream()
        .map(
            each ->
                new StoredBlob(
                    each.getKey(),
                    each.getValue().length,
                    Objects.requireNonNull(written.get(each.getKey()))));
  }

  @Override
  public boolean delete(Digest digest) {
    return blobs.remove(digest) != null;
  }

  @Override
  public OptionalLong deleteUnused(Digest digest, Instant since) {
    Instant used = written.get(digest);
    if (used == null || !used.isBefore(since)) {
      return OptionalLong.empty();
    }
    byte[] bytes = blobs.remove(digest);
    return bytes == null ? OptionalLong.empty() : OptionalLong.of(bytes.length);
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

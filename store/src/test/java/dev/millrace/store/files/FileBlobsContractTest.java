package dev.millrace.store.files;

import dev.millrace.digest.Digest;
import dev.millrace.spi.store.BlobShelf;
import dev.millrace.spi.store.Checkpoints;
import dev.millrace.spi.store.UnusedBlobs;
import dev.millrace.testkit.store.BlobShelfContract;
import dev.millrace.testkit.store.UnusedBlobsContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.io.TempDir;

/** Blobs as files keep the contract of blob stores. */
class FileBlobsContractTest extends BlobShelfContract implements UnusedBlobsContract {
  private final Path folder;

  FileBlobsContractTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Override
  public BlobShelf shelf() {
    return open();
  }

  @Override
  public UnusedBlobs unused() {
    return new FileBlobs(folder, InstantSource.system(), Checkpoints.NONE);
  }

  @Override
  protected BlobShelf open() {
    return new FileBlobs(folder, InstantSource.system(), Checkpoints.NONE);
  }

  @Override
  protected void damage(Digest digest) {
    try {
      byte[] bytes = Files.readAllBytes(place(digest));
      bytes[bytes.length / 2] ^= 1;
      Files.write(place(digest), bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  protected void lose(Digest digest) {
    try {
      Files.delete(place(digest));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  protected void stray(String name) {
    try {
      Path file = folder.resolve(name);
      Files.createDirectories(file.resolveSibling(""));
      Files.writeString(file, "not ours");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path place(Digest digest) {
    return new FileBlobs(folder, InstantSource.system(), Checkpoints.NONE).place(digest);
  }
}

package dev.millrace.store.files;

import dev.millrace.digest.Digest;
import dev.millrace.spi.store.BlobStore;
import dev.millrace.spi.store.Checkpoints;
import dev.millrace.testkit.store.BlobStoreContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.io.TempDir;

/** Blobs as files keep the contract of blob stores. */
class FileBlobsContractTest extends BlobStoreContract {
  private final Path folder;

  FileBlobsContractTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Override
  protected BlobStore open() {
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

  private Path place(Digest digest) {
    return new FileBlobs(folder, InstantSource.system(), Checkpoints.NONE).place(digest);
  }
}

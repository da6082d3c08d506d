package dev.millrace.store.s3;

import dev.millrace.digest.Digest;
import dev.millrace.spi.store.BlobShelf;
import dev.millrace.spi.store.Checkpoints;
import dev.millrace.spi.store.UnusedBlobs;
import dev.millrace.store.files.BlobNames;
import dev.millrace.testkit.store.BlobShelfContract;
import dev.millrace.testkit.store.S3Server;
import dev.millrace.testkit.store.UnusedBlobsContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Blobs in a bucket keep the contract of blob stores. */
class S3BlobsContractTest extends BlobShelfContract implements UnusedBlobsContract {
  private static final String PREFIX = "mill/blobs/";
  private static S3Server server;
  private static int buckets;

  @TempDir Path cache;
  private final List<S3Blobs> opened = new ArrayList<>();
  private String bucket = "";

  @BeforeAll
  static void start(@TempDir Path folder) throws IOException {
    server = S3Server.start(folder);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void makeBucket() throws IOException {
    bucket = "bucket-" + ++buckets;
    server.makeBucket(bucket);
  }

  @AfterEach
  void close() {
    opened.forEach(S3Blobs::close);
  }

  @Override
  public BlobShelf shelf() {
    return blobs();
  }

  @Override
  public UnusedBlobs unused() {
    return blobs();
  }

  @Override
  protected BlobShelf open() {
    return blobs();
  }

  private S3Blobs blobs() {
    S3Blobs blobs =
        new S3Blobs(
            S3Cases.settings(server.endpoint(), bucket),
            S3Cases.SECRETS,
            cache,
            InstantSource.system(),
            Checkpoints.NONE);
    opened.add(blobs);
    return blobs;
  }

  @Override
  protected void damage(Digest digest) {
    try {
      for (Path place : places(digest)) {
        byte[] bytes = Files.readAllBytes(place);
        bytes[bytes.length / 2] ^= 1;
        Files.write(place, bytes);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  protected void lose(Digest digest) {
    try {
      for (Path place : places(digest)) {
        Files.delete(place);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  protected void stray(String name) {
    try {
      Path file = server.object(bucket, PREFIX + name);
      Files.createDirectories(file.resolveSibling(""));
      Files.writeString(file, "not ours");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** In the bucket, and in the cache. */
  private List<Path> places(Digest digest) {
    String name = BlobNames.of(digest);
    return List.of(server.object(bucket, PREFIX + name), cache.resolve(name));
  }
}

package dev.millrace.store.s3;

import dev.millrace.digest.Digest;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.MillraceException;
import dev.millrace.error.Problem;
import dev.millrace.spi.secret.Secrets;
import dev.millrace.spi.store.Checkpoints;
import dev.millrace.spi.store.StoredBlob;
import dev.millrace.store.files.FileBlobs;
import dev.millrace.store.files.FileFailures;
import dev.millrace.store.files.HomeBlobs;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Blobs as objects of a bucket, named as files are, with a cache of those read on the disk of the
 * home. The bucket is asked at the first use, not before.
 *
 * <p>A content is there when the bucket has it, whatever the cache holds. The store checks the
 * digest of what it is sent; what is read is checked by us before it is handed out. {@link #verify}
 * takes the store's word, or ours of when the content was sent, and reads an object only when it
 * has neither, or when the object was found damaged before. A content that others delete is handed
 * out as long as it is in the cache.
 */
public final class S3Blobs implements HomeBlobs {
  private final S3Settings settings;
  private final Secrets secrets;
  private final FileBlobs files;
  private final BlobCache cache;
  private final Path folder;
  private final InstantSource clock;
  private final Checkpoints checkpoints;
  private @Nullable Bucket opened;

  /**
   * Nothing is asked of the store yet.
   *
   * @param folder of the cache, on a local disk; made if it is not there
   */
  public S3Blobs(
      S3Settings settings,
      Secrets secrets,
      Path folder,
      InstantSource clock,
      Checkpoints checkpoints) {
    this.settings = settings;
    this.secrets = secrets;
    this.folder = folder;
    this.files = new FileBlobs(folder, clock, Checkpoints.NONE);
    this.cache = new BlobCache(files, settings.cacheBytes(), clock);
    this.clock = clock;
    this.checkpoints = checkpoints;
  }

  @Override
  public Digest put(byte[] bytes) {
    Digest digest = Digest.ofBytes(bytes);
    send(digest, Content.of(bytes));
    makeFolder();
    cache.keep(bytes);
    return digest;
  }

  @Override
  public Digest putFile(Path file) {
    try {
      long bytes = Files.size(file);
      Content content = Content.of(file, bytes);
      Digest digest = content.digest(0, bytes);
      send(digest, content);
      makeFolder();
      return cache.keep(file, bytes);
    } catch (IOException e) {
      throw FileFailures.of(e, file);
    }
  }

  private void send(Digest digest, Content content) {
    Optional<Bucket.Found> there = bucket().look(digest);
    if (there.isPresent() && isWhole(digest, there.get())) {
      if (isYoung(digest, there.get())) {
        return;
      }
    }
    if (content.bytes() >= Uploads.FROM) {
      bucket().writeInParts(digest, content, () -> checkpoints.reached("blob.before-complete"));
    } else if (there.isPresent()) {
      bucket().write(digest, content);
    } else if (!bucket().writeNew(digest, content) && !verify(digest)) {
      // Somebody wrote here between the look and the write, and not this content.
      bucket().write(digest, content);
    }
    cache.clear(digest);
  }

  @Override
  public InputStream open(Digest digest) {
    Path file = localFile(digest);
    try {
      return Files.newInputStream(file);
    } catch (IOException e) {
      throw FileFailures.of(e, file);
    }
  }

  @Override
  public Path localFile(Digest digest) {
    return cache.find(digest).orElseGet(() -> fetch(digest));
  }

  private Path fetch(Digest digest) {
    makeFolder();
    try {
      Path unfinished = files.unfinished(digest);
      try {
        boolean whole = arrives(digest, unfinished);
        if (!whole) {
          // Once more: what was damaged on its way comes whole the second time.
          whole = arrives(digest, unfinished);
        }
        if (whole) {
          cache.keep(unfinished, Files.size(unfinished));
          cache.clear(digest);
          return cache.find(digest).orElseThrow(() -> corrupt(digest).asException());
        }
        cache.suspect(digest);
        throw corrupt(digest).asException();
      } finally {
        Files.deleteIfExists(unfinished);
      }
    } catch (IOException e) {
      throw FileFailures.of(e, folder);
    }
  }

  private boolean arrives(Digest digest, Path into) {
    return bucket().read(digest, into).orElseThrow(() -> missing(digest)).equals(digest);
  }

  private MillraceException missing(Digest digest) {
    return Problem.of(ErrorCode.BLOB_MISSING, "a stored content is gone")
        .at(settings.place())
        .found(digest)
        .next("Run again: what can be made from its sources is made anew")
        .asException();
  }

  private Problem corrupt(Digest digest) {
    return Problem.of(ErrorCode.BLOB_CORRUPT, "a stored content is not what its name says")
        .at(settings.place())
        .found(digest)
        .next("Run again: what can be made from its sources is made anew; check the store");
  }

  @Override
  public boolean verify(Digest digest) {
    Optional<Bucket.Found> found = bucket().look(digest);
    return found.isPresent() && isWhole(digest, found.get()) && isYoung(digest, found.get());
  }

  /** Makes what is old count as written now; false when it has gone meanwhile. */
  private boolean isYoung(Digest digest, Bucket.Found found) {
    if (!found.at().plus(FRESH).isBefore(clock.instant())) {
      return true;
    }
    bucket().markUsed(digest);
    return bucket().makeYoung(digest, found.bytes()) || bucket().look(digest).isPresent();
  }

  /**
   * The content is taken away before the last look whether it is in use: whoever verifies it now
   * has said so before that, or finds it gone.
   */
  @Override
  public OptionalLong deleteUnused(Digest digest, Instant since) {
    Optional<Bucket.Found> found = bucket().look(digest);
    if (found.isEmpty() || !found.get().at().isBefore(since) || isUsed(digest, since)) {
      return OptionalLong.empty();
    }
    cache.forget(digest);
    checkpoints.reached("blob.before-aside");
    if (!bucket().takeAway(digest, found.get().bytes())) {
      return OptionalLong.empty();
    }
    checkpoints.reached("blob.after-aside");
    if (isUsed(digest, since)) {
      bucket().bringBack(digest);
      return OptionalLong.empty();
    }
    bucket().forgetAway(digest);
    return OptionalLong.of(found.get().bytes());
  }

  private boolean isUsed(Digest digest, Instant since) {
    return bucket().usedAt(digest).filter(at -> !at.isBefore(since)).isPresent();
  }

  /** True when store or sender vouch for it; else, as for what others have copied there, by it. */
  private boolean isWhole(Digest digest, Bucket.Found found) {
    if (found.vouched() && !cache.isSuspect(digest)) {
      return true;
    }
    makeFolder();
    try {
      Path unfinished = files.unfinished(digest);
      try {
        return bucket().read(digest, unfinished).filter(digest::equals).isPresent();
      } finally {
        Files.deleteIfExists(unfinished);
      }
    } catch (IOException e) {
      throw FileFailures.of(e, folder);
    }
  }

  @Override
  public Stream<StoredBlob> list() {
    return bucket().list();
  }

  @Override
  public boolean delete(Digest digest) {
    cache.forget(digest);
    if (bucket().look(digest).isEmpty()) {
      return false;
    }
    bucket().delete(digest);
    return true;
  }

  @Override
  public int sweep(Instant before) {
    makeFolder();
    bucket().away().forEach(bucket()::bringBack);
    bucket().forgetUses(before);
    return files.sweep(before) + bucket().abortUploads(before);
  }

  @Override
  public int leftovers(Instant before) {
    makeFolder();
    return files.leftovers(before) + bucket().uploads(before).size();
  }

  @Override
  public String setAside(Digest digest) {
    cache.forget(digest);
    String aside = bucket().setAside(digest).orElseThrow(() -> missing(digest));
    cache.clear(digest);
    return "s3://" + settings.bucket() + "/" + aside;
  }

  @Override
  public String described() {
    return "bucket " + settings.place();
  }

  private void makeFolder() {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw FileFailures.of(e, folder);
    }
  }

  private synchronized Bucket bucket() {
    Bucket bucket = opened;
    if (bucket == null) {
      bucket = new Bucket(S3Access.open(settings, secrets), settings);
      try {
        bucket.requireUsable();
      } catch (RuntimeException e) {
        bucket.close();
        throw e;
      }
      opened = bucket;
    }
    return bucket;
  }

  @Override
  public synchronized void close() {
    Bucket bucket = opened;
    if (bucket != null) {
      bucket.close();
    }
  }
}

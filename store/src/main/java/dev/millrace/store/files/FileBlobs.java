package dev.millrace.store.files;

import dev.millrace.digest.Digest;
import dev.millrace.digest.Digester;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.Problem;
import dev.millrace.spi.store.Checkpoints;
import dev.millrace.spi.store.StoredBlob;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Stream;

/**
 * Blobs as files named by their digest, in folders named by its first two digits. A blob is written
 * beside its place, flushed, renamed, and its folder flushed: other processes see it whole or not
 * at all, and so does the next start after a crash.
 *
 * <p>A blob is checked against its name when it is first opened by this process, and again when its
 * size or time has changed since.
 */
public final class FileBlobs implements HomeBlobs {
  /** A file changed within this time of its check may be changed again under the same time. */
  private static final Duration TICK = Duration.ofMillis(50);

  private static final String UNFINISHED = ".unfinished";
  private static final String DAMAGED = "damaged";
  private static final String ASIDE = ".aside";
  private static final int BUFFER = 1 << 16;

  /** What a file looked like when it was checked. */
  private record Stamp(long size, Instant modified) {}

  private final Path folder;
  private final InstantSource clock;
  private final Checkpoints checkpoints;
  private final DiskWrites disk;
  private final ConcurrentMap<Digest, Stamp> checked = new ConcurrentHashMap<>();

  /** {@code folder} is there; {@code clock} is the one that gives files their times. */
  public FileBlobs(Path folder, InstantSource clock, Checkpoints checkpoints) {
    this(folder, clock, checkpoints, new DiskWrites());
  }

  FileBlobs(Path folder, InstantSource clock, Checkpoints checkpoints, DiskWrites disk) {
    this.folder = folder;
    this.clock = clock;
    this.checkpoints = checkpoints;
    this.disk = disk;
  }

  @Override
  public Digest put(byte[] bytes) {
    Digest digest = Digest.ofBytes(bytes);
    Path place = place(digest);
    try {
      if (!isWholeAndYoung(digest, place)) {
        Path unfinished = unfinished(digest);
        write(unfinished, new ByteArrayInputStream(bytes));
        finish(unfinished, place);
      }
      return digest;
    } catch (IOException e) {
      throw FileFailures.of(e, place);
    }
  }

  @Override
  public Digest putFile(Path file) {
    try {
      Digest digest = digest(file);
      Path place = place(digest);
      if (isWholeAndYoung(digest, place)) {
        Files.deleteIfExists(file);
      } else {
        take(file, place);
      }
      return digest;
    } catch (IOException e) {
      throw FileFailures.of(e, file);
    }
  }

  @Override
  public InputStream open(Digest digest) {
    Path place = localFile(digest);
    try {
      return Files.newInputStream(place);
    } catch (NoSuchFileException e) {
      throw missing(digest, place).asException();
    } catch (IOException e) {
      throw FileFailures.of(e, place);
    }
  }

  @Override
  public Path localFile(Digest digest) {
    Path place = place(digest);
    try {
      if (isWhole(digest, place)) {
        return place;
      }
      if (!Files.exists(place)) {
        throw missing(digest, place).asException();
      }
      throw Problem.of(ErrorCode.BLOB_CORRUPT, "a stored content is not what its name says")
          .at(place.toString())
          .found(digest)
          .next("Run again: what can be made from its sources is made anew; check the disk")
          .asException();
    } catch (IOException e) {
      throw FileFailures.of(e, place);
    }
  }

  @Override
  public boolean verify(Digest digest) {
    Path place = place(digest);
    try {
      return isWholeAndYoung(digest, place);
    } catch (IOException e) {
      throw FileFailures.of(e, place);
    }
  }

  @Override
  public Stream<StoredBlob> list() {
    return BlobListing.of(folder);
  }

  @Override
  public boolean delete(Digest digest) {
    Path place = place(digest);
    checked.remove(digest);
    try {
      return Files.deleteIfExists(place);
    } catch (IOException e) {
      throw FileFailures.of(e, place);
    }
  }

  /**
   * The file is moved aside before the last look at its time: who uses it now either made it young
   * before that, or finds it aside and brings it back.
   */
  @Override
  public OptionalLong deleteUnused(Digest digest, Instant since) {
    Path place = place(digest);
    Path aside = aside(place);
    try {
      if (!stamp(place).modified().isBefore(since)) {
        return OptionalLong.empty();
      }
      checked.remove(digest);
      checkpoints.reached("blob.before-aside");
      disk.move(place, aside);
      checkpoints.reached("blob.after-aside");
      Stamp last = stamp(aside);
      if (!last.modified().isBefore(since)) {
        bringBack(place);
        return OptionalLong.empty();
      }
      return Files.deleteIfExists(aside) ? OptionalLong.of(last.size()) : OptionalLong.empty();
    } catch (NoSuchFileException goneOrBroughtBack) {
      return OptionalLong.empty();
    } catch (IOException e) {
      throw FileFailures.of(e, place);
    }
  }

  private static Path aside(Path place) {
    return place.resolveSibling(place.getFileName() + ASIDE);
  }

  /** True when there was a file to bring back. */
  private boolean bringBack(Path place) throws IOException {
    try {
      disk.move(aside(place), place);
      return true;
    } catch (NoSuchFileException nothingAside) {
      return false;
    }
  }

  /** Also brings back what a removal that ended in the middle has moved aside. */
  @Override
  public int sweep(Instant before) {
    try {
      for (Path file : left(ASIDE)) {
        String name = String.valueOf(file.getFileName());
        bringBack(file.resolveSibling(name.substring(0, name.length() - ASIDE.length())));
      }
      int swept = 0;
      for (Path file : unfinished(before)) {
        swept += Files.deleteIfExists(file) ? 1 : 0;
      }
      return swept;
    } catch (IOException e) {
      throw FileFailures.of(e, folder);
    }
  }

  @Override
  public int leftovers(Instant before) {
    try {
      return unfinished(before).size();
    } catch (IOException e) {
      throw FileFailures.of(e, folder);
    }
  }

  private List<Path> unfinished(Instant before) throws IOException {
    List<Path> old = new ArrayList<>();
    for (Path file : left(UNFINISHED)) {
      if (Files.getLastModifiedTime(file).toInstant().isBefore(before)) {
        old.add(file);
      }
    }
    return old;
  }

  private List<Path> left(String ending) throws IOException {
    List<Path> found = new ArrayList<>();
    try (DirectoryStream<Path> shards = Files.newDirectoryStream(folder, Files::isDirectory)) {
      for (Path shard : shards) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(shard, "*" + ending)) {
          files.forEach(found::add);
        }
      }
    }
    return found;
  }

  @Override
  public String setAside(Digest digest) {
    Path aside = folder.resolve(DAMAGED).resolve(digest.hex());
    try {
      Files.createDirectories(aside.resolveSibling(""));
      checked.remove(digest);
      disk.move(place(digest), aside);
      disk.forceFolder(aside.resolveSibling(""));
      return aside.toString();
    } catch (IOException e) {
      throw FileFailures.of(e, aside);
    }
  }

  @Override
  public String described() {
    return "files in " + folder;
  }

  /** A new empty file beside the place of a content, swept away when its writer ends early. */
  public Path unfinished(Digest digest) throws IOException {
    return Files.createTempFile(ensureShard(place(digest)), "", UNFINISHED);
  }

  /** Where the file of a content is, when it is there. */
  public Path place(Digest digest) {
    return folder.resolve(BlobNames.of(digest));
  }

  /** True when the content need not be written: it is there, and counts as written now. */
  private boolean isWholeAndYoung(Digest digest, Path place) throws IOException {
    if (!isWhole(digest, place)) {
      return false;
    }
    try {
      Instant now = clock.instant();
      if (stampOrBack(place).modified().plus(FRESH).isBefore(now)) {
        Files.setLastModifiedTime(place, FileTime.from(now));
      }
      return true;
    } catch (NoSuchFileException deletedMeanwhile) {
      return false;
    }
  }

  private boolean isWhole(Digest digest, Path place) throws IOException {
    Instant now = clock.instant();
    Stamp stamp;
    try {
      stamp = stampOrBack(place);
      if (stamp.equals(checked.get(digest))) {
        return true;
      }
      if (!digest(place).equals(digest)) {
        checked.remove(digest);
        return false;
      }
    } catch (NoSuchFileException e) {
      return false;
    }
    if (stamp.modified().plus(TICK).isBefore(now)) {
      checked.put(digest, stamp);
    }
    return true;
  }

  /** Also of a file that is being removed, which it then is not: somebody uses it. */
  private Stamp stampOrBack(Path place) throws IOException {
    try {
      return stamp(place);
    } catch (NoSuchFileException e) {
      if (bringBack(place)) {
        return stamp(place);
      }
      throw e;
    }
  }

  private static Stamp stamp(Path file) throws IOException {
    var attributes = Files.readAttributes(file, BasicFileAttributes.class);
    return new Stamp(attributes.size(), attributes.lastModifiedTime().toInstant());
  }

  private Path ensureShard(Path place) throws IOException {
    Path shard = place.resolveSibling("");
    if (!Files.isDirectory(shard)) {
      Files.createDirectories(shard);
      disk.forceFolder(folder);
    }
    return shard;
  }

  /** Moves a file to its place, or copies it when it is on another disk. */
  private void take(Path file, Path place) throws IOException {
    Path shard = ensureShard(place);
    try {
      finish(file, place);
    } catch (AtomicMoveNotSupportedException e) {
      Path unfinished = Files.createTempFile(shard, "", UNFINISHED);
      try (InputStream in = Files.newInputStream(file)) {
        write(unfinished, in);
      }
      finish(unfinished, place);
      Files.deleteIfExists(file);
    }
  }

  private void write(Path unfinished, InputStream content) throws IOException {
    try {
      disk.write(unfinished, content);
    } catch (IOException e) {
      Files.deleteIfExists(unfinished);
      throw e;
    }
  }

  private void finish(Path unfinished, Path place) throws IOException {
    checkpoints.reached("blob.before-fsync");
    disk.force(unfinished);
    checkpoints.reached("blob.before-rename");
    disk.move(unfinished, place);
    disk.forceFolder(place.resolveSibling(""));
    checkpoints.reached("blob.after-rename");
  }

  private static Digest digest(Path file) throws IOException {
    Digester digester = new Digester();
    byte[] buffer = new byte[BUFFER];
    try (InputStream in = Files.newInputStream(file)) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        digester.raw(buffer, 0, read);
      }
    }
    return digester.digest();
  }

  private static Problem missing(Digest digest, Path place) {
    return Problem.of(ErrorCode.BLOB_MISSING, "a stored content is gone")
        .at(place.toString())
        .found(digest)
        .next("Run again: what can be made from its sources is made anew");
  }
}

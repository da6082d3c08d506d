package dev.millrace.store.s3;

import dev.millrace.digest.Digest;
import dev.millrace.spi.store.StoredBlob;
import dev.millrace.store.files.FileBlobs;
import dev.millrace.store.files.FileFailures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Contents on the disk of the home, each checked, shared by its processes. When they take more than
 * they may, those used longest ago go; what was handed out a moment ago stays, so for that long
 * there can be more.
 *
 * <p>When a file was used is its access time, set by us at each use: the time of its last change
 * would make it checked again.
 */
final class BlobCache {
  /** Longer than it takes to open or link a file that was handed out. */
  static final Duration IN_USE = Duration.ofMinutes(10);

  /** A pass frees more than it must, so that not every content needs one. */
  private static final int SPARE = 10;

  private final FileBlobs files;
  private final long limit;
  private final InstantSource clock;
  private long held = -1;
  private long next;
  private Instant passed = Instant.EPOCH;

  private record Used(Digest digest, long bytes, Instant at) {}

  BlobCache(FileBlobs files, long limit, InstantSource clock) {
    this.files = files;
    this.limit = limit;
    this.clock = clock;
    this.next = limit;
  }

  /** The file of a content that is here and whole; a damaged one is removed. */
  Optional<Path> find(Digest digest) {
    if (!files.verify(digest)) {
      files.delete(digest);
      return Optional.empty();
    }
    return use(digest);
  }

  private Optional<Path> use(Digest digest) {
    Path place = files.place(digest);
    try {
      Files.getFileAttributeView(place, BasicFileAttributeView.class)
          .setTimes(null, FileTime.from(clock.instant()), null);
      return Optional.of(place);
    } catch (NoSuchFileException removedMeanwhile) {
      return Optional.empty();
    } catch (IOException e) {
      throw FileFailures.of(e, place);
    }
  }

  void keep(byte[] bytes) {
    grown(files.put(bytes), bytes.length);
  }

  /** Takes a file, which is then no longer where it was. */
  Digest keep(Path file, long bytes) {
    Digest digest = files.putFile(file);
    grown(digest, bytes);
    return digest;
  }

  void forget(Digest digest) {
    files.delete(digest);
  }

  /**
   * Remembers, for all processes of the home and their followers, that the store handed out
   * something else under this name: until it is whole again nobody's word is taken for it.
   */
  void suspect(Digest digest) {
    Path mark = mark(digest);
    try {
      Files.createDirectories(mark.resolveSibling(""));
      Files.write(mark, new byte[0]);
    } catch (IOException e) {
      throw FileFailures.of(e, mark);
    }
  }

  boolean isSuspect(Digest digest) {
    return Files.exists(mark(digest));
  }

  void clear(Digest digest) {
    try {
      Files.deleteIfExists(mark(digest));
    } catch (IOException e) {
      throw FileFailures.of(e, mark(digest));
    }
  }

  private Path mark(Digest digest) {
    Path place = files.place(digest);
    return place.resolveSibling(place.getFileName() + ".suspect");
  }

  private synchronized void grown(Digest digest, long bytes) {
    if (use(digest).isEmpty()) {
      return;
    }
    if (held >= 0) {
      held += bytes;
    }
    boolean again = !clock.instant().isBefore(passed.plus(IN_USE));
    if (held < 0 || held > next || (held > limit && again)) {
      makeRoom();
    }
  }

  private void makeRoom() {
    List<Used> all = new ArrayList<>();
    try (Stream<StoredBlob> listed = files.list()) {
      listed.flatMap(blob -> used(blob).stream()).forEach(all::add);
    }
    all.sort(Comparator.comparing(Used::at));
    held = all.stream().mapToLong(Used::bytes).sum();
    if (held > limit) {
      Instant before = clock.instant().minus(IN_USE);
      for (Used each : all) {
        if (held <= limit - limit / SPARE || !each.at().isBefore(before)) {
          break;
        }
        files.delete(each.digest());
        held -= each.bytes();
      }
    }
    next = Math.max(limit, held + limit / SPARE);
    passed = clock.instant();
  }

  private Optional<Used> used(StoredBlob blob) {
    Path place = files.place(blob.digest());
    try {
      Instant at =
          Files.getFileAttributeView(place, BasicFileAttributeView.class)
              .readAttributes()
              .lastAccessTime()
              .toInstant();
      return Optional.of(new Used(blob.digest(), blob.bytes(), at));
    } catch (NoSuchFileException removedMeanwhile) {
      return Optional.empty();
    } catch (IOException e) {
      throw FileFailures.of(e, place);
    }
  }
}

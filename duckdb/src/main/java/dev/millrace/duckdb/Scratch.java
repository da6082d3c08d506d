package dev.millrace.duckdb;

import dev.millrace.error.ErrorCode;
import dev.millrace.error.MillraceException;
import dev.millrace.error.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * This engine's own folder for spilled and half-written files. A lock tells the folders of living
 * engines from what a killed one left behind; that is removed when the next engine opens.
 * Thread-safe.
 */
final class Scratch implements AutoCloseable {
  private static final String PREFIX = "engine-";
  private static final String LOCK = "lock";
  private static final int MOST_ATTEMPTS = 10;

  private final Path folder;
  private final FileChannel channel;
  private final AtomicLong number = new AtomicLong();

  private Scratch(Path folder, FileChannel channel) {
    this.folder = folder;
    this.channel = channel;
  }

  static Scratch open(Path parent) {
    try {
      Files.createDirectories(parent);
      removeLeftOvers(parent);
      for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
        Path folder = Files.createTempDirectory(parent.toRealPath(), PREFIX);
        FileChannel channel = tryLock(folder.resolve(LOCK));
        // Another engine that opens just now may take the new folder for a left-over.
        if (channel != null) {
          Files.createDirectory(folder.resolve("spill"));
          return new Scratch(folder, channel);
        }
      }
      throw new IOException("its new folders are always taken");
    } catch (IOException e) {
      throw new MillraceException(
          Problem.of(ErrorCode.FILE_UNWRITABLE, "the engine cannot use its scratch folder")
              .at(parent.toString())
              .found(e)
              .next("Check that the folder may be written and that its disk has room."),
          e);
    }
  }

  Path folder() {
    return folder;
  }

  /** Where DuckDB spills. */
  Path spill() {
    return folder.resolve("spill");
  }

  /** A file name nobody else has. */
  Path newFile(String prefix, String ending) {
    return folder.resolve(prefix + number.incrementAndGet() + ending);
  }

  private static void removeLeftOvers(Path parent) throws IOException {
    List<Path> folders;
    try (Stream<Path> all = Files.list(parent)) {
      folders =
          all.filter(path -> path.getFileName().toString().startsWith(PREFIX))
              .filter(path -> Files.exists(path.resolve(LOCK)))
              .toList();
    }
    for (Path left : folders) {
      try (FileChannel dead = tryLock(left.resolve(LOCK))) {
        if (dead != null) {
          remove(left);
        }
      }
    }
  }

  /** The locked file; null when somebody alive holds it. */
  private static @Nullable FileChannel tryLock(Path file) throws IOException {
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      FileLock lock = channel.tryLock();
      if (lock != null) {
        return channel;
      }
    } catch (OverlappingFileLockException e) {
      // Held by another engine of this very process.
    }
    channel.close();
    return null;
  }

  private static void remove(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }

  @Override
  public void close() {
    try {
      remove(folder);
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

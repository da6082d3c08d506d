package dev.millrace.core.serve.compact;

import dev.millrace.core.serve.log.LogStream;
import dev.millrace.core.serve.log.Micros;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.MillraceException;
import dev.millrace.error.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * How long compacted sets are kept. Segments are never removed before they are compacted.
 *
 * @param age sets whose latest record is older go
 * @param bytes the oldest sets of a stream go until it is no larger
 */
public record Retention(Duration age, long bytes) {
  /** Nothing is too old or too much. */
  public static final Retention ALL = new Retention(Duration.ofDays(365_000), Long.MAX_VALUE);

  /**
   * What was removed.
   *
   * @param records in the sets that went
   * @param bytes of their files
   */
  public record Removed(long sets, long records, long bytes) {}

  /** A set with its size. */
  private record Sized(String name, Manifest manifest, long bytes) {}

  public Retention {
    if (age.isNegative() || bytes < 0) {
      throw new IllegalArgumentException("what is kept is not negative");
    }
  }

  /** Removes what is too old or too much; CONFLICT while a compaction or a reader is at work. */
  public Removed apply(Path log, LogStream stream, Instant now) {
    CompactedFolder sets = new CompactedFolder(log, stream);
    try (LogLock _ = LogLock.toChange(log)) {
      List<Sized> all = new ArrayList<>();
      for (Map.Entry<String, Manifest> set : sets.manifests().entrySet()) {
        all.add(new Sized(set.getKey(), set.getValue(), size(sets, set.getValue())));
      }
      all.sort(Comparator.comparingLong(set -> set.manifest().toMicros()));
      long left = all.stream().mapToLong(Sized::bytes).sum();
      long oldest = Micros.of(now.minus(age));
      long count = 0;
      long records = 0;
      long bytesGone = 0;
      for (Sized set : all) {
        if (set.manifest().toMicros() < oldest || left > bytes) {
          sets.remove(set.name(), set.manifest());
          left -= set.bytes();
          count++;
          records += set.manifest().rows();
          bytesGone += set.bytes();
        }
      }
      return new Removed(count, records, bytesGone);
    } catch (IOException e) {
      throw new MillraceException(
          Problem.of(ErrorCode.LOG_UNREADABLE, "old parts of the prediction log cannot be removed")
              .at(sets.folder().toString())
              .found(e)
              .next("Check the folder and its disk."),
          e);
    }
  }

  private static long size(CompactedFolder sets, Manifest manifest) throws IOException {
    long size = 0;
    for (CompactedFile file : manifest.files()) {
      Path place = sets.folder().resolve(file.name());
      size += Files.exists(place) ? Files.size(place) : 0;
    }
    return size;
  }
}

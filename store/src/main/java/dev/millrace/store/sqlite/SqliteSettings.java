package dev.millrace.store.sqlite;

import java.time.Duration;

/**
 * How a process uses the metadata file.
 *
 * @param patience how long a write waits for other processes, 0 s to 10 min
 * @param readers most connections that read at once, 1 to 64; each has its own thread
 * @param groupSize most changes in one commit, 1 to 1,000
 * @param largestFile size the file may grow to, in bytes; DISK_FULL beyond it
 */
public record SqliteSettings(Duration patience, int readers, int groupSize, long largestFile) {
  public static final SqliteSettings DEFAULTS =
      new SqliteSettings(Duration.ofSeconds(15), 2, 64, 1L << 40);

  public SqliteSettings {
    if (patience.isNegative() || patience.compareTo(Duration.ofMinutes(10)) > 0) {
      throw new IllegalArgumentException("patience is 0 s to 10 min, got " + patience);
    }
    if (readers < 1 || readers > 64) {
      throw new IllegalArgumentException("there are 1 to 64 readers, got " + readers);
    }
    if (groupSize < 1 || groupSize > 1000) {
      throw new IllegalArgumentException("a group has 1 to 1000 changes, got " + groupSize);
    }
    if (largestFile < 1 << 16) {
      throw new IllegalArgumentException("the file needs 64 KiB at least, got " + largestFile);
    }
  }

  int patienceMillis() {
    return Math.toIntExact(patience.toMillis());
  }
}

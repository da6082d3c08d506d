package dev.millrace.core.serve.log;

import java.time.Duration;
import java.util.Objects;

/**
 * How a log is kept.
 *
 * @param segmentBytes a segment is closed when it is this large
 * @param segmentAge a segment is closed when it is this old
 * @param queueBytes memory for records that wait to be written, a power of two
 * @param linger longest time a record waits for others to be written with it
 * @param retry how long nothing is written after a failure
 */
public record LogSettings(
    Durability durability,
    long segmentBytes,
    Duration segmentAge,
    int queueBytes,
    Duration linger,
    Duration retry) {
  public static final LogSettings DEFAULTS =
      new LogSettings(
          Durability.PROCESS,
          64L << 20,
          Duration.ofMinutes(10),
          32 << 20,
          Duration.ofNanos(100_000),
          Duration.ofSeconds(1));

  public LogSettings {
    Objects.requireNonNull(durability);
    if (segmentBytes < 1 || segmentAge.isNegative() || segmentAge.isZero()) {
      throw new IllegalArgumentException("a segment holds and lasts something");
    }
    if (Integer.bitCount(queueBytes) != 1 || queueBytes < 1 << 12 || queueBytes > 1 << 30) {
      throw new IllegalArgumentException(
          "a queue has a power of two from 4096 to 2^30 bytes, got " + queueBytes);
    }
    if (linger.isNegative() || retry.isNegative()) {
      throw new IllegalArgumentException("times are not negative");
    }
  }

  public LogSettings withDurability(Durability other) {
    return new LogSettings(other, segmentBytes, segmentAge, queueBytes, linger, retry);
  }

  public LogSettings withSegments(long bytes, Duration age) {
    return new LogSettings(durability, bytes, age, queueBytes, linger, retry);
  }

  public LogSettings withQueue(int bytes) {
    return new LogSettings(durability, segmentBytes, segmentAge, bytes, linger, retry);
  }
}

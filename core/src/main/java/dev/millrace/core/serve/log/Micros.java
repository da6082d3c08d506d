package dev.millrace.core.serve.log;

import java.time.Instant;

/** Times of the log: microseconds since 1970 UTC. */
public final class Micros {
  private Micros() {}

  /** Finer parts are cut off. */
  public static long of(Instant instant) {
    return Math.addExact(
        Math.multiplyExact(instant.getEpochSecond(), 1_000_000L), instant.getNano() / 1_000);
  }

  public static Instant instant(long micros) {
    return Instant.ofEpochSecond(
        Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1_000L);
  }
}

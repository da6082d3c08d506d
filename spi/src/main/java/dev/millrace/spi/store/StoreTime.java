package dev.millrace.spi.store;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The precision of every stored time: microseconds, finer parts are cut. */
final class StoreTime {
  private StoreTime() {}

  static Instant cut(Instant at) {
    return at.truncatedTo(ChronoUnit.MICROS);
  }
}

package dev.millrace.core.serve.log;

import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;

/**
 * Makes prediction ids. Within a process the first half only grows, also when the clock goes back;
 * between processes the second half, keyed by 64 bits of chance each, keeps them apart. Safe for
 * concurrent calls; never waits.
 */
public final class PredictionIds {
  private final AtomicLong last = new AtomicLong();
  private final long key;

  /**
   * @param random asked once; it must not give two processes the same number
   */
  public PredictionIds(RandomGenerator random) {
    this.key = random.nextLong();
  }

  /**
   * The next id.
   *
   * @param micros now, in microseconds since 1970
   */
  public PredictionId next(long micros) {
    long before = last.get();
    while (true) {
      long high = Math.max(before + 1, micros);
      long seen = last.compareAndExchange(before, high);
      if (seen == before) {
        return new PredictionId(high, PredictionId.mix(key ^ PredictionId.mix(high)));
      }
      before = seen;
    }
  }
}

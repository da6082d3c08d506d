package dev.millrace.core.release;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** Whether the answers of a candidate are bad enough to take its traffic away. */
final class Watch {
  /** Three standard errors: looked at every second for an hour, an honest version is safe. */
  private static final double Z = 3;

  /** Answers below which a 99th percentile says too little. */
  private static final long LATENCY_SAMPLES = 1_000;

  private Watch() {}

  /** Why the candidate must go, if it must. */
  static Optional<String> complaint(ReleaseStrategy strategy, ArmTally candidate, ArmTally before) {
    double allowed = allowed(strategy, before);
    if (wilsonLow(candidate.failures(), candidate.requests()) > allowed) {
      return Optional.of(
          String.format(
              Locale.ROOT,
              "%d of %d answers failed, which is more than the %.2f%% allowed",
              candidate.failures(),
              candidate.requests(),
              100 * allowed));
    }
    boolean known = candidate.requests() >= LATENCY_SAMPLES && before.requests() >= LATENCY_SAMPLES;
    if (known
        && candidate.latencyNanos() > strategy.latency().toNanos()
        && candidate.latencyNanos() > strategy.slowdown() * before.latencyNanos()) {
      return Optional.of(
          String.format(
              Locale.ROOT,
              "the slowest 1%% of its answers take over %d ms, those of the version before %d ms",
              Duration.ofNanos(candidate.latencyNanos()).toMillis(),
              Duration.ofNanos(before.latencyNanos()).toMillis()));
    }
    return Optional.empty();
  }

  /** Share of answers that may fail. */
  static double allowed(ReleaseStrategy strategy, ArmTally before) {
    return Math.min(1, before.failureRate() + strategy.failures());
  }

  /**
   * Lower end of the score interval of a share (Wilson, Journal of the American Statistical
   * Association 22, 1927).
   */
  static double wilsonLow(long hits, long trials) {
    if (trials == 0) {
      return 0;
    }
    double n = trials;
    double share = hits / n;
    double middle = share + Z * Z / (2 * n);
    double half = Z * Math.sqrt(share * (1 - share) / n + Z * Z / (4 * n * n));
    return Math.max(0, (middle - half) / (1 + Z * Z / n));
  }
}

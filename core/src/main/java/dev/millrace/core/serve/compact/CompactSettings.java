package dev.millrace.core.serve.compact;

import dev.millrace.core.config.Section;
import dev.millrace.core.config.ValueForms;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.Problem;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * How a server looks after its log: the {@code log.compact} key.
 *
 * @param every between two compactions; empty when somebody else sees to it
 * @param keep what is kept of the compacted sets
 */
public record CompactSettings(Optional<Duration> every, Retention keep) {
  public static final CompactSettings DEFAULTS =
      new CompactSettings(
          Optional.of(Duration.ofHours(1)), new Retention(Duration.ofDays(365), 100L << 30));

  /** A server that is started often, or never up for long, compacts too. */
  private static final Duration FIRST = Duration.ofMinutes(1);

  public CompactSettings {
    Objects.requireNonNull(every);
    Objects.requireNonNull(keep);
  }

  /** Time from the start of a server to its first compaction. */
  public Duration first() {
    return every.filter(time -> time.compareTo(FIRST) < 0).orElse(FIRST);
  }

  /** Reads the section; problems are noted there. */
  public static CompactSettings read(Section section) {
    boolean on =
        section.value(
            "enabled",
            "whether closed files of the log become Parquet, in a process of its own, and old ones"
                + " are removed",
            ValueForms.flag(),
            true);
    Duration every =
        section.value(
            "every",
            "time between two compactions; the first comes a minute after the start, or earlier",
            ValueForms.duration(),
            Duration.ofHours(1));
    Retention keep =
        new Retention(
            section.value(
                "keep",
                "compacted files whose newest record is older are removed",
                ValueForms.duration(),
                DEFAULTS.keep().age()),
            section.value(
                "keep-size",
                "the oldest compacted files of a stream are removed until it is no larger",
                ValueForms.size(),
                DEFAULTS.keep().bytes()));
    if (every.isZero()) {
      section
          .problems()
          .add(
              Problem.of(ErrorCode.CONFIG_VALUE_INVALID, "'every' is more than nothing")
                  .at(section.position().toString())
                  .next("To compact nothing: compact: { enabled: false }"));
    }
    return new CompactSettings(on && !every.isZero() ? Optional.of(every) : Optional.empty(), keep);
  }
}

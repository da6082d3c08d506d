package dev.millrace.core.serve;

import dev.millrace.core.config.Section;
import dev.millrace.core.config.ValueForms;
import dev.millrace.core.serve.compact.CompactSettings;
import dev.millrace.core.serve.forward.ForwardSettings;
import dev.millrace.core.serve.log.Durability;
import dev.millrace.core.serve.log.LogSettings;
import dev.millrace.core.serve.log.Sampling;
import java.util.Objects;
import java.util.Optional;

/** How predictions are kept: the {@code log} key of a server. */
public record LogConfig(
    LogSettings settings,
    Sampling sampling,
    CompactSettings compact,
    Optional<ForwardSettings> forward) {
  public LogConfig {
    Objects.requireNonNull(settings);
    Objects.requireNonNull(sampling);
    Objects.requireNonNull(compact);
    Objects.requireNonNull(forward);
  }

  /** Reads the section; problems are noted there. */
  public static LogConfig read(Section section) {
    LogSettings usual = LogSettings.DEFAULTS;
    Durability durability =
        section.value(
            "durable",
            "what an answered prediction survives: the end of the process, or of the machine",
            ValueForms.choice(Durability.class),
            usual.durability());
    long bytes =
        section.value(
            "segment",
            "a file of the log is closed at this size",
            ValueForms.size(),
            usual.segmentBytes());
    java.time.Duration age =
        section.value(
            "segment-age",
            "a file of the log is closed at this age",
            ValueForms.duration(),
            usual.segmentAge());
    double share =
        section.value("sample", "share of predictions that is kept", ValueForms.share(), 1.0);
    CompactSettings compact =
        section.section("compact", "how the log is looked after", CompactSettings::read);
    Optional<ForwardSettings> forward =
        section.section(
            "forward", "who else gets the predictions, in batches", ForwardSettings::read);
    if (bytes < 1 || age.isZero() || share == 0) {
      section
          .problems()
          .add(
              dev.millrace.error.Problem.of(
                      dev.millrace.error.ErrorCode.CONFIG_VALUE_INVALID,
                      "'segment', 'segment-age' and 'sample' are more than nothing")
                  .at(section.position().toString()));
      return new LogConfig(usual, Sampling.EVERYTHING, compact, forward);
    }
    return new LogConfig(
        usual.withDurability(durability).withSegments(bytes, age),
        new Sampling(share),
        compact,
        forward);
  }
}

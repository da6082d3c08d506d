package dev.millrace.server.http;

import dev.millrace.core.config.Section;
import dev.millrace.core.config.ValueForms;
import java.time.Duration;
import java.util.Objects;

/**
 * Bounds of requests that may block: the {@code work} key.
 *
 * @param atOnce most that run at once
 * @param queue most that wait; more are answered 503
 * @param answer time to answer in, waiting included; for every kind of request
 */
public record WorkSettings(long atOnce, long queue, Duration answer) {
  public static final WorkSettings DEFAULTS = new WorkSettings(16, 256, Duration.ofSeconds(60));

  public WorkSettings {
    Objects.requireNonNull(answer);
  }

  static WorkSettings read(Section section) {
    return new WorkSettings(
        section.value(
            "at-once", "most that run at once", ValueForms.whole(1, 10_000), DEFAULTS.atOnce),
        section.value("queue", "most that wait", ValueForms.whole(0, 1_000_000), DEFAULTS.queue),
        section.value("answer", "time to answer in", Values.positive(), DEFAULTS.answer));
  }
}

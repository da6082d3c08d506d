package dev.millrace.server.http;

import dev.millrace.core.config.Section;
import java.time.Duration;
import java.util.Objects;

/**
 * How a server stops: the {@code stop} key.
 *
 * @param lameDuck time in which it still answers everybody, but says it is not ready and closes
 *     each connection with its answer
 * @param finish time that requests have to end afterwards
 */
public record DrainSettings(Duration lameDuck, Duration finish) {
  public static final DrainSettings DEFAULTS =
      new DrainSettings(Duration.ofSeconds(5), Duration.ofSeconds(30));

  public DrainSettings {
    Objects.requireNonNull(lameDuck);
    Objects.requireNonNull(finish);
  }

  static DrainSettings read(Section section) {
    return new DrainSettings(
        section.value(
            "lame-duck",
            "time to answer on, not ready, before stopping",
            Values.pause(),
            DEFAULTS.lameDuck),
        section.value("finish", "time to finish requests in", Values.pause(), DEFAULTS.finish));
  }
}

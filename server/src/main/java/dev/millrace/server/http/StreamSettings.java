package dev.millrace.server.http;

import dev.millrace.core.config.Section;
import dev.millrace.core.config.ValueForms;
import java.time.Duration;
import java.util.Objects;

/**
 * Bounds of event streams: the {@code streams} key.
 *
 * @param most most open at once; more are answered 503
 * @param buffer bytes that may wait for a slow reader before it is let go
 * @param heartbeat silence after which a comment is sent, so that dead connections are found
 */
public record StreamSettings(long most, long buffer, Duration heartbeat) {
  public static final StreamSettings DEFAULTS =
      new StreamSettings(1_000, 256L << 10, Duration.ofSeconds(15));

  public StreamSettings {
    Objects.requireNonNull(heartbeat);
  }

  static StreamSettings read(Section section) {
    return new StreamSettings(
        section.value("most", "most streams at once", ValueForms.whole(0, 100_000), DEFAULTS.most),
        section.value(
            "buffer",
            "what may wait for a slow reader",
            Values.size(1024, 64L << 20),
            DEFAULTS.buffer),
        section.value("heartbeat", "longest silence", Values.positive(), DEFAULTS.heartbeat));
  }
}

package dev.millrace.server.http;

import dev.millrace.core.config.Section;
import dev.millrace.core.config.ValueForms;
import java.time.Duration;
import java.util.Objects;

/**
 * What one client may ask of the server: the {@code limits} key.
 *
 * @param body longest body, in bytes
 * @param headers longest head of a request without its first line, in bytes
 * @param target longest first line, in bytes
 * @param receive time from the head of a request to the last byte of its body
 * @param idle time a connection may stay without a complete request head
 * @param connections most open at once; more are closed unread
 * @param bodies bytes of bodies held at once, of all requests; more are answered 503
 * @param inFlight most requests at once; more are answered 503
 */
public record Limits(
    long body,
    long headers,
    long target,
    Duration receive,
    Duration idle,
    long connections,
    long bodies,
    long inFlight) {
  public static final Limits DEFAULTS =
      new Limits(
          16L << 20,
          16L << 10,
          8L << 10,
          Duration.ofSeconds(30),
          Duration.ofSeconds(60),
          10_000,
          256L << 20,
          2_000);

  private static final long LONGEST_BODY = 1L << 30;
  private static final long LONGEST_HEAD = 1L << 20;

  public Limits {
    Objects.requireNonNull(receive);
    Objects.requireNonNull(idle);
  }

  static Limits read(Section section) {
    return new Limits(
        section.value(
            "body", "longest body of a request", Values.size(1, LONGEST_BODY), DEFAULTS.body),
        section.value(
            "headers", "longest headers", Values.size(1024, LONGEST_HEAD), DEFAULTS.headers),
        section.value(
            "target", "longest first line", Values.size(256, LONGEST_HEAD), DEFAULTS.target),
        section.value("receive", "time to send a request in", Values.positive(), DEFAULTS.receive),
        section.value(
            "idle", "time a connection may wait for a request", Values.positive(), DEFAULTS.idle),
        section.value(
            "connections",
            "most connections",
            ValueForms.whole(1, 1_000_000),
            DEFAULTS.connections),
        section.value(
            "bodies",
            "bodies held at once, of all requests",
            Values.size(1024, 1L << 40),
            DEFAULTS.bodies),
        section.value(
            "in-flight",
            "most requests at once",
            ValueForms.whole(1, 1_000_000),
            DEFAULTS.inFlight));
  }
}

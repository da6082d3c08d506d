package dev.millrace.server.http;

import dev.millrace.core.config.ValueForm;
import dev.millrace.core.config.ValueForms;
import java.time.Duration;

/** Forms of values with the limits a server needs. */
final class Values {
  private Values() {}

  /** A duration above zero and of at most a day. */
  static ValueForm<Duration> positive() {
    ValueForm<Duration> form = ValueForms.duration();
    return new ValueForm<>(
        form.allowed() + ", above zero and at most 1d",
        text -> {
          Duration value = form.parse().apply(text);
          require(value.isPositive() && value.compareTo(Duration.ofDays(1)) <= 0);
          return value;
        },
        form.print());
  }

  /** A duration that may be zero, of at most a day. */
  static ValueForm<Duration> pause() {
    ValueForm<Duration> form = ValueForms.duration();
    return new ValueForm<>(
        form.allowed() + ", at most 1d",
        text -> {
          Duration value = form.parse().apply(text);
          require(value.compareTo(Duration.ofDays(1)) <= 0);
          return value;
        },
        form.print());
  }

  /** A size within limits, in bytes, both included. */
  static ValueForm<Long> size(long lowest, long highest) {
    ValueForm<Long> form = ValueForms.size();
    return new ValueForm<>(
        form.allowed()
            + ", from "
            + form.print().apply(lowest)
            + " to "
            + form.print().apply(highest),
        text -> {
          long value = form.parse().apply(text);
          require(value >= lowest && value <= highest);
          return value;
        },
        form.print());
  }

  private static void require(boolean condition) {
    if (!condition) {
      throw new IllegalArgumentException();
    }
  }
}

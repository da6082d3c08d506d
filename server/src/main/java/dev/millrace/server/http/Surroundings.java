package dev.millrace.server.http;

import java.time.Clock;
import java.util.Objects;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * What a server is given by the program around it.
 *
 * @param clock for dates
 * @param nanoTime for deadlines, as {@code System.nanoTime}
 * @param failureIds names for unexpected failures, each one new
 * @param processors of the machine
 */
public record Surroundings(
    Clock clock, LongSupplier nanoTime, Supplier<String> failureIds, int processors) {
  public Surroundings {
    Objects.requireNonNull(clock);
    Objects.requireNonNull(nanoTime);
    Objects.requireNonNull(failureIds);
    if (processors < 1) {
      throw new IllegalArgumentException("processors: " + processors);
    }
  }
}

package dev.millrace.cli;

import dev.millrace.core.release.ReleaseStrategy;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.Problem;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Shares of the traffic as given on the command line. */
final class TrafficSteps {
  private TrafficSteps() {}

  /** At once without steps; else with growing shares in percent. */
  static ReleaseStrategy strategy(double @Nullable [] steps) {
    ReleaseStrategy usual = ReleaseStrategy.IMMEDIATE;
    if (steps == null) {
      return usual;
    }
    try {
      return new ReleaseStrategy(
          Arrays.stream(steps).mapToObj(step -> (int) Math.round(step * 100)).toList(),
          usual.bake(),
          usual.minRequests(),
          usual.patience(),
          usual.failures(),
          usual.latency(),
          usual.slowdown(),
          usual.prepare());
    } catch (IllegalArgumentException e) {
      throw Problem.of(ErrorCode.USAGE, "these are not growing shares that end with 100")
          .at("--steps")
          .found(Arrays.toString(steps))
          .allowed("such as 5,25,100")
          .asException();
    }
  }
}

package dev.millrace.bench;

import dev.millrace.spi.id.RunId;
import java.util.SplittableRandom;

/** What is noted of the runs of the benchmark of tracking: the same for everything measured. */
record RunValues(int run, int metrics) {
  /** 2026-01-01 in milliseconds since 1970. */
  static final long BEGIN = 1_767_225_600_000L;

  RunId id() {
    return RunId.next(new SplittableRandom(run));
  }

  long started() {
    return BEGIN + run * 1_000L;
  }

  /** Between 0 and 1, the same in each run of the benchmark. */
  double metric(int number) {
    return new SplittableRandom(31L * run + 7_919L * number).nextDouble();
  }

  static String metricName(int number) {
    return "test.metric-" + number;
  }

  /** Five parameters: depth has ten values, others are as good as unique. */
  String param(int number) {
    return number == 0 ? Integer.toString(run % 10) : "value " + run + "." + number;
  }

  static String paramName(int number) {
    return number == 0 ? "depth" : "param-" + number;
  }

  /** Three tags: team has fifty values. */
  String tag(int number) {
    return number == 0 ? "team-" + run % 50 : "tag of run " + run + "." + number;
  }

  static String tagName(int number) {
    return number == 0 ? "team" : "tag-" + number;
  }
}

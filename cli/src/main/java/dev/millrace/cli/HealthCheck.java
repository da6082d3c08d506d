package dev.millrace.cli;

/** One thing that {@code doctor} looked at. */
record HealthCheck(String name, Health health, String found) {
  enum Health {
    GOOD,
    BAD
  }

  static HealthCheck good(String name, String found) {
    return new HealthCheck(name, Health.GOOD, found);
  }

  static HealthCheck bad(String name, String found) {
    return new HealthCheck(name, Health.BAD, found);
  }
}

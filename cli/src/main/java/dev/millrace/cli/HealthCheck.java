package dev.millrace.cli;

/** One thing that {@code doctor} looked at. */
record HealthCheck(String name, Health health, String found) {
  enum Health {
    GOOD,
    /** Worth a look, and no fault. */
    WARN,
    BAD
  }

  static HealthCheck good(String name, String found) {
    return new HealthCheck(name, Health.GOOD, found);
  }

  static HealthCheck warn(String name, String found) {
    return new HealthCheck(name, Health.WARN, found);
  }

  static HealthCheck bad(String name, String found) {
    return new HealthCheck(name, Health.BAD, found);
  }
}

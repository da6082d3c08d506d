package dev.millrace.cli;

import dev.millrace.spi.store.Checkpoints;

/**
 * Ends the process hard at a named checkpoint, for tests of what survives. Without the system
 * property {@code millrace.kill-at} it does nothing.
 */
final class ProcessKill {
  private ProcessKill() {}

  static Checkpoints checkpoints() {
    String wanted = System.getProperty("millrace.kill-at");
    return wanted == null
        ? Checkpoints.NONE
        : point -> {
          if (point.equals(wanted)) {
            Runtime.getRuntime().halt(137);
          }
        };
  }
}

package dev.millrace.core.queue;

import java.util.Locale;

/**
 * What runs take of a machine, or what a machine has for them.
 *
 * @param cores processors
 * @param memory bytes
 */
public record RunNeeds(int cores, long memory) {
  static final RunNeeds NOTHING = new RunNeeds(0, 0);

  public RunNeeds {
    if (cores < 0 || memory < 0) {
      throw new IllegalArgumentException(cores + " cores and " + memory + " bytes");
    }
  }

  RunNeeds plus(RunNeeds other) {
    return new RunNeeds(cores + other.cores, memory + other.memory);
  }

  /** True when this is within what there is. */
  public boolean fits(RunNeeds budget) {
    return cores <= budget.cores && memory <= budget.memory;
  }

  /** Such as {@code 4 cores and 8.0 GB}. */
  public String text() {
    return String.format(
        Locale.ROOT,
        "%d %s and %.1f GB",
        cores,
        cores == 1 ? "core" : "cores",
        memory / (double) (1L << 30));
  }
}

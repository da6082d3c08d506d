package dev.millrace.core.keep;

import java.time.Duration;
import java.util.Objects;

/**
 * How long things of a class are kept that nothing needs: while they are younger than {@code age},
 * or among the newest {@code count} of their pipeline.
 */
public record KeepRule(Duration age, int count) {
  public KeepRule {
    Objects.requireNonNull(age);
    if (age.isNegative() || count < 0) {
      throw new IllegalArgumentException("what is kept is not negative");
    }
  }
}

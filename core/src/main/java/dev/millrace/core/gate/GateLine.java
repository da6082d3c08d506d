package dev.millrace.core.gate;

import java.util.Objects;

/**
 * How one rule came out.
 *
 * @param rule the rule as written
 * @param value the candidate's value; NaN when there is none
 * @param limit what it was held against; NaN when there is none
 * @param why one sentence for people
 */
public record GateLine(String rule, Outcome outcome, double value, double limit, String why) {
  /** How a rule came out. */
  public enum Outcome {
    PASSED,
    FAILED,
    /** Could not be decided, which the gate takes as a no. */
    UNDECIDED,
    /** Compares with a champion, and there is none yet. */
    NOT_APPLICABLE
  }

  public GateLine {
    Objects.requireNonNull(rule);
    Objects.requireNonNull(outcome);
    Objects.requireNonNull(why);
  }

  /** True when this line alone refuses the candidate. */
  public boolean refuses() {
    return outcome == Outcome.FAILED || outcome == Outcome.UNDECIDED;
  }
}

package dev.millrace.core.gate;

import java.util.Objects;
import java.util.Optional;

/**
 * One demand on a candidate: {@code auc >= 0.75}, {@code auc >= champion - 0.005}, {@code
 * slice(company).auc >= 0.65}.
 *
 * @param text the rule as written
 * @param slice the column whose every reported slice must meet the demand; empty for all rows
 * @param than what the metric is compared with
 * @param offset added to that; the limit itself when compared with nothing
 */
public record GateRule(
    String text,
    Optional<String> slice,
    String metric,
    Comparison comparison,
    Reference than,
    double offset) {
  /** How the metric must stand to the limit. */
  public enum Comparison {
    AT_LEAST(">="),
    AT_MOST("<="),
    ABOVE(">"),
    BELOW("<");

    private final String sign;

    Comparison(String sign) {
      this.sign = sign;
    }

    public String sign() {
      return sign;
    }

    boolean holds(double value, double limit) {
      return switch (this) {
        case AT_LEAST -> value >= limit;
        case AT_MOST -> value <= limit;
        case ABOVE -> value > limit;
        case BELOW -> value < limit;
      };
    }
  }

  /** What a metric is compared with. */
  public enum Reference {
    /** A fixed number. */
    NUMBER,
    /** The champion's value on the same rows. */
    CHAMPION,
    /** The constant baseline's value on the same rows. */
    CONSTANT,
    /** The linear baseline's value on the same rows. */
    LINEAR
  }

  public GateRule {
    Objects.requireNonNull(text);
    Objects.requireNonNull(slice);
    Objects.requireNonNull(metric);
    Objects.requireNonNull(comparison);
    Objects.requireNonNull(than);
  }
}

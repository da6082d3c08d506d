package dev.millrace.spi.profile;

import java.util.Objects;

/**
 * Number of distinct values.
 *
 * @param values how many
 * @param precision whether they were counted or estimated
 */
public record DistinctCount(long values, Precision precision) {
  /** How well the number is known. */
  public enum Precision {
    /** Counted one by one. */
    COUNTED,
    /** Estimated with a standard error of 1.6 %; still the same for the same values. */
    ESTIMATED,
    /** Not looked at: the column's type has no distinct values. */
    UNKNOWN
  }

  public static final DistinctCount UNKNOWN = new DistinctCount(0, Precision.UNKNOWN);

  public DistinctCount {
    Objects.requireNonNull(precision);
  }

  /** The same, cut to a number that it cannot exceed; estimates may. */
  DistinctCount atMost(long most) {
    return new DistinctCount(Math.min(values, most), precision);
  }

  public boolean isCounted() {
    return precision == Precision.COUNTED;
  }
}

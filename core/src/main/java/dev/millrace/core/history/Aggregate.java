package dev.millrace.core.history;

import java.util.Locale;

/**
 * What a rolling statistic makes of the values in its window. Missing values are passed over; NaN
 * is a value, and makes all but the count NaN while it is inside.
 */
public enum Aggregate {
  /** The sum, divided by the count. */
  MEAN,
  /** The exact sum, rounded once; so is the value, whatever the order of the rows. */
  SUM,
  /** How many values there are; 0 when there is none. */
  COUNT,
  /** The smallest value; -0.0 is below 0.0. */
  MIN,
  /** The largest value. */
  MAX;

  /** As pipelines write it. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** A tally without values. */
  RunningValue start() {
    return switch (this) {
      case MEAN, SUM -> new RunningSum(this);
      case COUNT -> new RunningCount();
      case MIN -> new RunningExtreme(-1);
      case MAX -> new RunningExtreme(1);
    };
  }
}

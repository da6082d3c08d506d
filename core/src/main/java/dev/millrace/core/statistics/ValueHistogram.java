package dev.millrace.core.statistics;

import java.util.List;
import java.util.Objects;

/**
 * How numbers are spread.
 *
 * @param nan values that are no number
 * @param undefined values that could not be looked at
 * @param buckets ascending
 */
public record ValueHistogram(Kind kind, double nan, double undefined, List<Bucket> buckets) {
  /** How the buckets were cut. */
  public enum Kind {
    /** At fixed places. */
    STANDARD,
    /** So that each holds as much as the others. */
    QUANTILES
  }

  /**
   * A range of values.
   *
   * @param low where it begins, included; may be infinite
   * @param high where it ends; equal to {@code low} for a single value
   * @param mass number of values, or sum of weights
   */
  public record Bucket(double low, double high, double mass) {
    public Bucket {
      if (Double.isNaN(low) || Double.isNaN(high) || low > high || !(mass >= 0)) {
        throw new IllegalArgumentException(
            "a bucket begins before it ends and holds at least nothing, got "
                + low
                + " to "
                + high
                + " with "
                + mass);
      }
    }

    /** True for a single value. */
    public boolean isPoint() {
      return low == high;
    }

    /** True when it begins and ends somewhere. */
    public boolean isFinite() {
      return Double.isFinite(low) && Double.isFinite(high);
    }
  }

  public ValueHistogram {
    Objects.requireNonNull(kind);
    buckets = List.copyOf(buckets);
  }
}

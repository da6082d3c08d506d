package dev.millrace.core.prepare;

import dev.millrace.feature.CalendarPart;
import dev.millrace.feature.Otherwise;
import dev.millrace.feature.Statistic;
import java.util.List;
import java.util.Objects;

/** A step as the pipeline asks for it, before anything is fitted. */
public sealed interface StepSpec {
  /** Fill missing cells with a statistic of the training rows. */
  record ImputeBy(Statistic statistic) implements StepSpec {
    public ImputeBy {
      if (statistic == Statistic.CONSTANT) {
        throw new IllegalArgumentException("a constant is not a statistic");
      }
    }
  }

  /** Fill missing cells with a value of the user's. */
  record ImputeConstant(String value) implements StepSpec {
    public ImputeConstant {
      Objects.requireNonNull(value);
    }
  }

  /** Mean 0 and deviation 1 on the training rows. */
  record ToStandard() implements StepSpec {}

  /** Median 0 and interquartile range 1 on the training rows: outliers move neither. */
  record ToRobust() implements StepSpec {}

  /** Largest magnitude 1 on the training rows; 0 stays 0. */
  record ToLargest() implements StepSpec {}

  /** 0 to 1 on the training rows. */
  record ToUnit() implements StepSpec {}

  /** log(1 + x). */
  record ToLog1p() implements StepSpec {}

  /** Keep within limits; an infinite limit is none. */
  record ClipTo(double low, double high) implements StepSpec {}

  /** Groups of equal size on the training rows. */
  record QuantileBuckets(int buckets) implements StepSpec {}

  /** Groups with given edges. */
  record FixedBuckets(List<Double> edges) implements StepSpec {
    public FixedBuckets {
      edges = List.copyOf(edges);
    }
  }

  /**
   * One slot per frequent category.
   *
   * @param top most categories kept
   * @param least training rows a category needs to be kept
   */
  record OneHot(int top, int least, Otherwise unseen, Otherwise missing) implements StepSpec {}

  /** The number of a category, the most frequent first. */
  record Ordinal(int top, int least) implements StepSpec {}

  /**
   * The smoothed mean of the label among the rows of a category.
   *
   * @param smoothing rows' worth of the overall mean mixed into each category's
   * @param top most categories with a mean of their own
   * @param least training rows a category needs for a mean of its own
   */
  record TargetMean(double smoothing, int top, int least) implements StepSpec {}

  /** Categories hashed into slots. */
  record Hash(int buckets) implements StepSpec {}

  /** A part of a date or time. */
  record TakePart(CalendarPart part) implements StepSpec {}

  /** A part of a date or time as a place on a circle: sine and cosine. */
  record TakeCycle(CalendarPart part) implements StepSpec {}

  /** 1 where the value is missing. */
  record MissingFlag() implements StepSpec {}
}

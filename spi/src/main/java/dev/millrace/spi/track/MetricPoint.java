package dev.millrace.spi.track;

import dev.millrace.error.ErrorCode;
import dev.millrace.error.Problem;
import java.util.Comparator;

/**
 * One value of a metric of a run.
 *
 * @param name 1 to 255 bytes
 * @param value any number, NaN and infinities too; -0.0 becomes 0.0
 * @param millis when it was measured, milliseconds since 1970, not negative
 * @param step where in the work, of any sign
 */
public record MetricPoint(String name, double value, long millis, long step) {
  /**
   * What a run's value of a metric is: the greatest by this order. The latest time counts, then the
   * greatest value, then the greatest step; NaN is less than every number.
   */
  public static final Comparator<MetricPoint> LATEST =
      Comparator.comparingLong(MetricPoint::millis)
          .thenComparing(MetricPoint::value, MetricPoint::compareValues)
          .thenComparingLong(MetricPoint::step);

  /** The order of a metric's history: by time, step and value, NaN last. */
  public static final Comparator<MetricPoint> HISTORY =
      Comparator.comparingLong(MetricPoint::millis)
          .thenComparingLong(MetricPoint::step)
          .thenComparingDouble(MetricPoint::value);

  /** VALUE_INVALID. */
  public MetricPoint {
    NoteLimits.name("metric", name);
    if (millis < 0) {
      throw Problem.of(ErrorCode.VALUE_INVALID, "a metric was measured before 1970")
          .at("metric " + name)
          .found(millis)
          .allowed("milliseconds since 1970, 0 or more")
          .asException();
    }
    value += 0.0;
  }

  private static int compareValues(double a, double b) {
    boolean first = Double.isNaN(a);
    boolean second = Double.isNaN(b);
    return first || second ? Boolean.compare(second, first) : Double.compare(a, b);
  }
}

package dev.millrace.core.report;

import dev.millrace.core.evaluate.Estimate;
import java.util.Locale;

/** Numbers as people read them. */
final class Numbers {
  private Numbers() {}

  static String withInterval(Estimate estimate) {
    if (!estimate.isDefined()) {
      return "undefined";
    }
    return Double.isNaN(estimate.low())
        ? text(estimate.value())
        : String.format(
            Locale.ROOT,
            "%s [%s, %s]",
            text(estimate.value()),
            text(estimate.low()),
            text(estimate.high()));
  }

  /** Five digits that count. */
  static String text(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e9
        ? Long.toString((long) value)
        : String.format(Locale.ROOT, "%.5g", value);
  }
}

package dev.millrace.core.report;

import dev.millrace.core.evaluate.Estimate;
import java.util.Locale;

/** Numbers as people read them. */
public final class Numbers {
  private Numbers() {}

  /** The value and, in brackets, its interval. */
  public static String withInterval(Estimate estimate) {
    return !estimate.isDefined() || Double.isNaN(estimate.low())
        ? value(estimate)
        : String.format(
            Locale.ROOT,
            "%s [%s, %s]",
            value(estimate),
            metric(estimate.low()),
            metric(estimate.high()));
  }

  /** The value alone. */
  public static String value(Estimate estimate) {
    return estimate.isDefined() ? metric(estimate.value()) : "undefined";
  }

  /** At least four digits that count, so that columns of them line up. */
  private static String metric(double value) {
    double size = Math.abs(value);
    String form = "%.4f";
    if (size >= 1000) {
      form = "%,.1f";
    } else if (size >= 100) {
      form = "%.2f";
    } else if (size >= 10) {
      form = "%.3f";
    } else if (size < 0.1 && size > 0) {
      form = "%.4g";
    }
    return String.format(Locale.ROOT, form, value);
  }

  /** At most five digits that count. */
  public static String text(double value) {
    if (!Double.isFinite(value)) {
      return Double.toString(value);
    }
    return value == Math.rint(value) && Math.abs(value) < 1e9
        ? Long.toString((long) value)
        : trimmed(String.format(Locale.ROOT, "%.5g", value));
  }

  /** Without zeros that end a fraction. */
  private static String trimmed(String text) {
    if (text.indexOf('.') < 0 || text.indexOf('e') >= 0) {
      return text;
    }
    int end = text.length();
    while (text.charAt(end - 1) == '0') {
      end--;
    }
    return text.substring(0, text.charAt(end - 1) == '.' ? end - 1 : end);
  }
}

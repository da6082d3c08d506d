package dev.millrace.core.anomaly;

import java.util.Collection;

/** Figures as findings say them. */
final class Words {
  private static final int NAMED = 5;

  private Words() {}

  static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : Double.toString(value);
  }

  /** The first few of some values. */
  static String some(Collection<String> values) {
    String shown =
        String.join(", ", values.stream().limit(NAMED).map(value -> "'" + value + "'").toList());
    return values.size() > NAMED ? shown + " and " + (values.size() - NAMED) + " more" : shown;
  }
}

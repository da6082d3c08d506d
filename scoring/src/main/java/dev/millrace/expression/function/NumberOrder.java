package dev.millrace.expression.function;

/** The order of numbers across INT64 and FLOAT64, exact: nothing is rounded before comparing. */
final class NumberOrder {
  private static final double BEYOND_LONG = 0x1p63;

  private NumberOrder() {}

  /** -1, 0 or 1; without meaning for a NaN, which has no place in the order. */
  static int sign(double left, double right) {
    return (left > right ? 1 : 0) - (left < right ? 1 : 0);
  }

  /** -1, 0 or 1; without meaning for a NaN, which has no place in the order. */
  static int sign(long left, double right) {
    if (right >= BEYOND_LONG) {
      return -1;
    }
    if (right < -BEYOND_LONG) {
      return 1;
    }
    long whole = (long) right;
    return left == whole ? sign((double) whole, right) : Long.compare(left, whole);
  }
}

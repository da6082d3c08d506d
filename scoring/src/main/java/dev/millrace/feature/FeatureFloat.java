package dev.millrace.feature;

/** The one conversion from a column's double to the model's float. */
final class FeatureFloat {
  private FeatureFloat() {}

  /**
   * The nearest float, ties to even; NaN is the one canonical NaN; an infinity or a number beyond
   * the floats is the largest finite float of its sign. {@code -0.0} stays.
   */
  static float of(double value) {
    float nearest = (float) value;
    if (Float.isNaN(nearest)) {
      return Float.NaN;
    }
    return Math.max(-Float.MAX_VALUE, Math.min(Float.MAX_VALUE, nearest));
  }
}

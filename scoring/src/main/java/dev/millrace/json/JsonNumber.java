package dev.millrace.json;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * The canonical text of a double: the fewest decimal digits that read back as the same value. Own
 * code because {@code Double.toString} gives other digits before Java 19 than after.
 */
public final class JsonNumber {
  private JsonNumber() {}

  /** Text of a finite double; {@code -0.0} keeps its sign. */
  public static String text(double value) {
    if (value == 0) {
      return 1 / value < 0 ? "-0.0" : "0.0";
    }
    BigDecimal exact = new BigDecimal(value);
    for (int digits = 1; digits <= 17; digits++) {
      BigDecimal rounded = exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
      if (rounded.doubleValue() == value) {
        return withPoint(rounded.stripTrailingZeros().toString());
      }
    }
    throw new IllegalStateException("17 digits name every double: " + value);
  }

  /** A real number always shows it: whole values get {@code .0} so that they read back as reals. */
  private static String withPoint(String text) {
    return text.indexOf('.') >= 0 || text.indexOf('E') >= 0 ? text : text + ".0";
  }
}

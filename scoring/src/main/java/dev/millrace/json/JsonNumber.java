package dev.millrace.json;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * The canonical text of a double: the fewest decimal digits that read back as the same value. Own
 * code because {@code Double.toString} gives other digits before Java 19 than after; from 19 on its
 * digits are these (Giulietti, The Schubfach way to render doubles, 2021) but for powers of two,
 * where it may choose one on the wider side, and for subnormal numbers, where it gives at least
 * two.
 */
public final class JsonNumber {
  private static final boolean FEWEST_DIGITS = Runtime.version().feature() >= 19;
  private static final long FRACTION = (1L << 52) - 1;

  private JsonNumber() {}

  /** Text of a finite double; {@code -0.0} keeps its sign. */
  public static String text(double value) {
    if (value == 0) {
      return 1 / value < 0 ? "-0.0" : "0.0";
    }
    if (FEWEST_DIGITS && isUsual(Double.doubleToRawLongBits(value))) {
      String text = Double.toString(value);
      return text.indexOf('E') < 0 && !text.endsWith(".0")
          ? text
          : withPoint(new BigDecimal(text).stripTrailingZeros().toString());
    }
    return searched(value);
  }

  /** Neither a power of two nor subnormal. */
  private static boolean isUsual(long bits) {
    return (bits & FRACTION) != 0 && (bits >>> 52 & 0x7ff) != 0;
  }

  /** The definition: digits are added until they read back. */
  static String searched(double value) {
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

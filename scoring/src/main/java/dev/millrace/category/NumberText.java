package dev.millrace.category;

import dev.millrace.json.JsonNumber;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;

/** Canonical text of a number used as a category, as ASCII bytes. */
final class NumberText {
  /** Longest text of a long: a sign and 19 digits. */
  static final int LONGEST_WHOLE = 20;

  private static final double TWO_TO_63 = 0x1p63;
  private static final double MOST_EXACT_DIGITS = 1e15;
  private static final byte[] SMALLEST =
      Long.toString(Long.MIN_VALUE).getBytes(StandardCharsets.US_ASCII);
  private static final double[] POWERS = {1e1, 1e2, 1e3, 1e4, 1e5, 1e6};

  private NumberText() {}

  /** True for a finite double that a long holds exactly; its text is the long's. */
  static boolean isWhole(double value) {
    return value >= -TWO_TO_63 && value < TWO_TO_63 && value == (long) value;
  }

  /** Writes the digits so that they end where the array ends; gives the position of the first. */
  static int writeWhole(long value, byte[] into) {
    if (value == Long.MIN_VALUE) {
      int from = into.length - SMALLEST.length;
      System.arraycopy(SMALLEST, 0, into, from, SMALLEST.length);
      return from;
    }
    int at = into.length;
    long left = Math.abs(value);
    do {
      long tenth = left / 10;
      into[--at] = (byte) ('0' + (left - tenth * 10));
      left = tenth;
    } while (left != 0);
    if (value < 0) {
      into[--at] = '-';
    }
    return at;
  }

  /** Text of a double that is neither whole nor NaN: the fewest digits that read back as it. */
  static byte[] ofFraction(double value) {
    if (Double.isInfinite(value)) {
      return ascii(value > 0 ? "Infinity" : "-Infinity");
    }
    for (int digits = 1; digits <= POWERS.length; digits++) {
      double scaled = StrictMath.rint(value * POWERS[digits - 1]);
      // Up to 15 digits a decimal and its double name each other, so the quotient decides.
      if (Math.abs(scaled) < MOST_EXACT_DIGITS && scaled / POWERS[digits - 1] == value) {
        return ascii(BigDecimal.valueOf((long) scaled, digits).toString());
      }
    }
    return ascii(JsonNumber.text(value));
  }

  /** Text of a decimal: without trailing zeros, whole values without a point. */
  static byte[] ofDecimal(BigDecimal value) {
    BigDecimal bare = value.stripTrailingZeros();
    return ascii(bare.scale() <= 0 ? bare.toPlainString() : bare.toString());
  }

  static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}

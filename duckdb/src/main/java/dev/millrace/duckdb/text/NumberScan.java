package dev.millrace.duckdb.text;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;

/**
 * Reads a number from text: digits, a point, an exponent, or a name for NaN and the infinities.
 * White space around it is allowed. Not thread-safe; results stay until the next scan.
 */
final class NumberScan {
  /** What a text is. */
  enum Kind {
    NONE,
    /** Digits with an optional sign. */
    WHOLE,
    /** Digits with a point or an exponent. */
    REAL,
    /** nan, inf or infinity in any case, with an optional sign. */
    NAMED
  }

  /** Digits that fit an unsigned long, whatever they are. */
  private static final int MOST_DIGITS = 19;

  private static final int LARGEST_EXPONENT = 100_000;

  private byte[] data = new byte[0];
  private int from;
  private int to;
  private boolean negative;
  private long digits;
  private int significant;
  private int exponent;
  private boolean leadingZero;
  private double named;

  Kind scan(byte[] bytes, int start, int end) {
    data = bytes;
    from = start;
    to = end;
    while (from < to && isSpace(bytes[from])) {
      from++;
    }
    while (from < to && isSpace(bytes[to - 1])) {
      to--;
    }
    return from == to ? Kind.NONE : scanTrimmed();
  }

  private Kind scanTrimmed() {
    int p = from;
    negative = data[p] == '-';
    if (negative || data[p] == '+') {
      p++;
    }
    digits = 0;
    significant = 0;
    exponent = 0;
    int wholeStart = p;
    p = scanDigits(p);
    int whole = p - wholeStart;
    leadingZero = whole > 1 && data[wholeStart] == '0';
    if (p == to) {
      return whole == 0 ? Kind.NONE : Kind.WHOLE;
    }
    int fraction = 0;
    if (data[p] == '.') {
      int fractionStart = p + 1;
      p = scanDigits(fractionStart);
      fraction = p - fractionStart;
      exponent -= fraction;
    }
    if (whole + fraction == 0) {
      return scanName(wholeStart);
    }
    return p == to || scanExponent(p) ? Kind.REAL : Kind.NONE;
  }

  /** Takes in digits; those that no longer fit raise the exponent. Gives where they end. */
  private int scanDigits(int start) {
    byte[] bytes = data;
    long value = digits;
    int taken = significant;
    int p = start;
    for (; p < to; p++) {
      int digit = bytes[p] - '0';
      if (digit < 0 || digit > 9) {
        break;
      }
      if (taken < MOST_DIGITS) {
        value = value * 10 + digit;
        taken += value == 0 ? 0 : 1;
      } else {
        taken++;
        exponent++;
      }
    }
    digits = value;
    significant = taken;
    return p;
  }

  private boolean scanExponent(int start) {
    int p = start;
    if (data[p] != 'e' && data[p] != 'E') {
      return false;
    }
    p++;
    boolean down = p < to && data[p] == '-';
    if (p < to && (down || data[p] == '+')) {
      p++;
    }
    if (p == to) {
      return false;
    }
    int value = 0;
    for (; p < to; p++) {
      if (!isDigit(data[p])) {
        return false;
      }
      value = Math.min(LARGEST_EXPONENT, value * 10 + data[p] - '0');
    }
    exponent += down ? -value : value;
    return true;
  }

  private Kind scanName(int start) {
    if (isWord(start, "nan")) {
      named = Double.NaN;
      return Kind.NAMED;
    }
    if (isWord(start, "inf") || isWord(start, "infinity")) {
      named = negative ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
      return Kind.NAMED;
    }
    return Kind.NONE;
  }

  private boolean isWord(int start, String word) {
    if (to - start != word.length()) {
      return false;
    }
    for (int i = 0; i < word.length(); i++) {
      if ((data[start + i] | 0x20) != word.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** True for numbers such as 007: more likely a code than a number. */
  boolean leadingZero() {
    return leadingZero;
  }

  /** True when a number of kind REAL cannot be too large for a double. */
  boolean surelyFinite() {
    return significant + (long) exponent < 300;
  }

  /** True for exponents no exact decimal should be written out for. */
  boolean hugeExponent() {
    return Math.abs(exponent) > 200;
  }

  /** True when {@link #whole} holds the number of kind WHOLE. */
  boolean fitsLong() {
    if (significant > MOST_DIGITS) {
      return false;
    }
    return digits >= 0 || negative && digits == Long.MIN_VALUE;
  }

  long whole() {
    return negative ? -digits : digits;
  }

  /** Nearest double of a number of any kind. */
  double real(Kind kind) {
    if (kind == Kind.NAMED) {
      return named;
    }
    if (significant <= MOST_DIGITS) {
      double magnitude = DecimalToDouble.compute(digits, exponent);
      if (!Double.isNaN(magnitude)) {
        return negative ? -magnitude : magnitude;
      }
    }
    return Double.parseDouble(text());
  }

  /** True when this double is the number itself, not only near it. */
  boolean isExactly(double real) {
    return !Double.isInfinite(real)
        && to - from < 400
        && new BigDecimal(real).compareTo(new BigDecimal(text())) == 0;
  }

  private String text() {
    return new String(data, from, to - from, StandardCharsets.ISO_8859_1);
  }

  static boolean isDigit(byte b) {
    return b >= '0' && b <= '9';
  }

  static boolean isSpace(byte b) {
    return b == ' ' || b == '\t';
  }
}

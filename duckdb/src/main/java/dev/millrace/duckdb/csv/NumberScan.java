package dev.millrace.duckdb.csv;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

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

  private static final double[] POWERS = {
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19, 1e20, 1e21, 1e22
  };
  private static final int MOST_DIGITS = 18;

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
    while (from < to && isSpace(data[from])) {
      from++;
    }
    while (from < to && isSpace(data[to - 1])) {
      to--;
    }
    return scanTrimmed();
  }

  private Kind scanTrimmed() {
    int p = from;
    if (p == to) {
      return Kind.NONE;
    }
    negative = data[p] == '-';
    if (negative || data[p] == '+') {
      p++;
    }
    digits = 0;
    significant = 0;
    exponent = 0;
    int wholeStart = p;
    for (; p < to && isDigit(data[p]); p++) {
      digit(data[p] - '0');
    }
    int whole = p - wholeStart;
    leadingZero = whole > 1 && data[wholeStart] == '0';
    if (p == to) {
      return whole == 0 ? Kind.NONE : Kind.WHOLE;
    }
    int fraction = 0;
    if (data[p] == '.') {
      p++;
      int fractionStart = p;
      for (; p < to && isDigit(data[p]); p++) {
        digit(data[p] - '0');
      }
      fraction = p - fractionStart;
      exponent -= fraction;
    }
    if (whole + fraction == 0) {
      return scanName(wholeStart);
    }
    return p == to || scanExponent(p) ? Kind.REAL : Kind.NONE;
  }

  private void digit(int digit) {
    if (significant == 0 && digit == 0) {
      return;
    }
    if (significant < MOST_DIGITS) {
      digits = digits * 10 + digit;
    } else {
      exponent++;
    }
    significant++;
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
      value = Math.min(100_000, value * 10 + data[p] - '0');
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

  /** True for exponents no exact decimal should be written out for. */
  boolean hugeExponent() {
    return Math.abs(exponent) > 200;
  }

  /** True when {@link #whole} holds the number of kind WHOLE. */
  boolean fitsLong() {
    if (significant <= MOST_DIGITS) {
      return true;
    }
    return significant == MOST_DIGITS + 1 && parseLong() != null;
  }

  long whole() {
    if (significant <= MOST_DIGITS) {
      return negative ? -digits : digits;
    }
    Long parsed = parseLong();
    if (parsed == null) {
      throw new IllegalStateException("not a long: ask fitsLong first");
    }
    return parsed;
  }

  /** True when this double is the number itself, not only near it. */
  boolean isExactly(double real) {
    return !Double.isInfinite(real)
        && to - from < 400
        && new BigDecimal(real).compareTo(new BigDecimal(text())) == 0;
  }

  private @Nullable Long parseLong() {
    try {
      return Long.valueOf(text());
    } catch (NumberFormatException e) {
      return null;
    }
  }

  /** Nearest double of a number of any kind. */
  double real(Kind kind) {
    if (kind == Kind.NAMED) {
      return named;
    }
    if (significant <= 15 && exponent >= -22 && exponent <= 22) {
      // Both are exact doubles, so that one rounding remains: the right one.
      double magnitude = exponent < 0 ? digits / POWERS[-exponent] : digits * POWERS[exponent];
      return negative ? -magnitude : magnitude;
    }
    return Double.parseDouble(text());
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

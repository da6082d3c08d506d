package dev.millrace.core.history;

/**
 * The exact sum of finite doubles, as one long fixed-point number: adding and taking away in any
 * order gives the same, and reading rounds once, half to even. Digits are 32 bits wide and may hold
 * carries that were not passed on yet, as in the small accumulator of Neal, "Fast exact summation
 * using small and large superaccumulators" (2015). Not thread-safe.
 */
final class ExactSum {
  /** The last bit of the smallest subnormal number has this exponent. */
  private static final int LOWEST_EXPONENT = -1074;

  /** 2,098 bits of all doubles, and 46 for carries. */
  private static final int DIGITS = 67;

  private static final long MASK = 0xffffffffL;

  /** Each addition changes a digit by less than 2^33, so this many leave room in 63 bits. */
  private static final int MOST_PENDING = 1 << 29;

  private final long[] digits = new long[DIGITS];
  private int pending;

  void add(double value) {
    long bits = Double.doubleToRawLongBits(value);
    int field = (int) (bits >>> 52) & 0x7ff;
    if (field == 0x7ff) {
      throw new IllegalArgumentException("not a finite number: " + value);
    }
    long mantissa = bits & 0xfffffffffffffL;
    int shift = Math.max(field - 1, 0);
    if (field > 0) {
      mantissa |= 1L << 52;
    }
    int digit = shift >> 5;
    int within = shift & 31;
    long low = (mantissa & MASK) << within;
    long high = (mantissa >>> 32) << within;
    int sign = bits < 0 ? -1 : 1;
    digits[digit] += sign * (low & MASK);
    digits[digit + 1] += sign * ((low >>> 32) + (high & MASK));
    digits[digit + 2] += sign * (high >>> 32);
    if (++pending == MOST_PENDING) {
      carry();
    }
  }

  void clear() {
    java.util.Arrays.fill(digits, 0);
    pending = 0;
  }

  /** Every digit but the last into 0 to 2^32 - 1; the last keeps the sign. */
  private void carry() {
    long carried = 0;
    for (int i = 0; i < DIGITS - 1; i++) {
      long digit = digits[i] + carried;
      digits[i] = digit & MASK;
      carried = digit >> 32;
    }
    digits[DIGITS - 1] += carried;
    pending = 1;
  }

  /** The sum, rounded to the nearest double; 0.0 when it is zero, infinite beyond all doubles. */
  double value() {
    carry();
    boolean negative = digits[DIGITS - 1] < 0;
    long[] size = negative ? negated() : digits;
    int top = DIGITS - 1;
    while (top >= 0 && size[top] == 0) {
      top--;
    }
    if (top < 0) {
      return 0.0;
    }
    double rounded = rounded(size, top);
    return negative ? -rounded : rounded;
  }

  private long[] negated() {
    long[] negated = new long[DIGITS];
    long carried = 0;
    for (int i = 0; i < DIGITS; i++) {
      long digit = carried - digits[i];
      negated[i] = i == DIGITS - 1 ? digit : digit & MASK;
      carried = digit >> 32;
    }
    return negated;
  }

  private static double rounded(long[] size, int top) {
    // The highest 64 bits that matter, the first of them set, and whether anything lies below.
    int lead = Long.numberOfLeadingZeros(size[top]) - 32;
    long window = (size[top] << 32 | at(size, top - 1)) << lead;
    long next = at(size, top - 2);
    window |= lead == 0 ? 0 : next >>> (32 - lead);
    boolean rest = lead == 0 ? next != 0 : (next << (32 + lead)) != 0;
    for (int i = top - 3; i >= 0 && !rest; i--) {
      rest = size[i] != 0;
    }
    int exponent = 32 * (top - 1) - lead + LOWEST_EXPONENT;
    if (exponent + 11 < LOWEST_EXPONENT) {
      // Fewer bits than a double has: nothing is rounded.
      int spare = LOWEST_EXPONENT - exponent;
      return Math.scalb((double) (window >>> spare), LOWEST_EXPONENT);
    }
    long kept = window >>> 11;
    long cut = window & 0x7ff;
    if (cut > 0x400 || (cut == 0x400 && (rest || (kept & 1) == 1))) {
      kept++;
    }
    return Math.scalb((double) kept, exponent + 11);
  }

  private static long at(long[] size, int digit) {
    return digit < 0 ? 0 : size[digit];
  }
}

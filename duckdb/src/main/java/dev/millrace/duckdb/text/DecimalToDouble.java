package dev.millrace.duckdb.text;

import java.math.BigInteger;

/**
 * Nearest double of a decimal number, as Daniel Lemire describes it in "Number Parsing at a
 * Gigabyte per Second" (2021): the product of the digits and a 128-bit approximation of the power
 * of five has enough bits to round rightly, and says when it has not.
 */
final class DecimalToDouble {
  private static final int LEAST_POWER = -342;
  private static final int MOST_POWER = 308;
  private static final long[] HIGH = new long[MOST_POWER - LEAST_POWER + 1];
  private static final long[] LOW = new long[HIGH.length];
  private static final double[] EXACT = new double[23];

  static {
    for (int power = LEAST_POWER; power <= MOST_POWER; power++) {
      BigInteger five = powerOfFive(power);
      HIGH[power - LEAST_POWER] = five.shiftRight(64).longValue();
      LOW[power - LEAST_POWER] = five.longValue();
    }
    for (int i = 0; i < EXACT.length; i++) {
      EXACT[i] = Double.parseDouble("1e" + i);
    }
  }

  private static final int MANTISSA_BITS = 52;
  private static final int EXPONENT_BIAS = 1023;
  private static final int INFINITE_EXPONENT = 2047;

  private DecimalToDouble() {}

  /**
   * The double nearest to {@code digits * 10^power}; NaN when another way must find it.
   *
   * @param digits unsigned
   */
  static double compute(long digits, int power) {
    if (digits == 0) {
      return 0;
    }
    if (digits > 0 && digits <= 1L << 53 && power >= -22 && power <= 22) {
      // Both numbers are exact doubles, so that one rounding remains: the right one.
      return power < 0 ? digits / EXACT[-power] : digits * EXACT[power];
    }
    if (power < LEAST_POWER || power > MOST_POWER) {
      return Double.NaN;
    }
    int shift = Long.numberOfLeadingZeros(digits);
    return round(digits << shift, shift, power);
  }

  private static double round(long digits, int shift, int power) {
    long five = HIGH[power - LEAST_POWER];
    long low = digits * five;
    long high = Math.unsignedMultiplyHigh(digits, five);
    if ((high & 0x1ff) == 0x1ff) {
      long more = Math.unsignedMultiplyHigh(digits, LOW[power - LEAST_POWER]);
      low += more;
      if (Long.compareUnsigned(more, low) > 0) {
        high++;
      }
      if (low == -1 && (power < -27 || power > 55)) {
        return Double.NaN;
      }
    }
    int upper = (int) (high >>> 63);
    int dropped = upper + 64 - MANTISSA_BITS - 3;
    long mantissa = high >>> dropped;
    int exponent = ((217_706 * power) >> 16) + 63 + upper - shift + EXPONENT_BIAS;
    if (exponent <= 0 || exponent >= INFINITE_EXPONENT) {
      return Double.NaN;
    }
    boolean half = Long.compareUnsigned(low, 1) <= 0 && (mantissa & 3) == 1;
    if (half && power >= -4 && power <= 23 && mantissa << dropped == high) {
      // Exactly between two doubles: to the even one.
      mantissa &= ~1L;
    }
    mantissa = (mantissa + (mantissa & 1)) >>> 1;
    if (mantissa >= 2L << MANTISSA_BITS) {
      mantissa = 1L << MANTISSA_BITS;
      exponent++;
    }
    if (exponent >= INFINITE_EXPONENT) {
      return Double.NaN;
    }
    return Double.longBitsToDouble(
        (mantissa & ~(1L << MANTISSA_BITS)) | ((long) exponent << MANTISSA_BITS));
  }

  /** The 128 leading bits of a power of five, rounded up for negative powers. */
  private static BigInteger powerOfFive(int power) {
    BigInteger five = BigInteger.valueOf(5).pow(Math.abs(power));
    if (power >= 0) {
      return five.shiftLeft(Math.max(0, 128 - five.bitLength()))
          .shiftRight(Math.max(0, five.bitLength() - 128));
    }
    int bits = five.bitLength();
    BigInteger inverse =
        BigInteger.ONE
            .shiftLeft(power >= -27 ? bits + 127 : 2 * bits + 128)
            .divide(five)
            .add(BigInteger.ONE);
    return inverse.shiftRight(Math.max(0, inverse.bitLength() - 128));
  }
}

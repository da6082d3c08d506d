package dev.millrace.spi.collect;

import dev.millrace.column.Column;
import dev.millrace.column.DecimalColumn;
import dev.millrace.column.DoubleColumn;
import dev.millrace.column.LongColumn;

/** Doubles as longs in the same order; -0.0 becomes 0.0. NaN has no key. */
final class DoubleKey {
  private DoubleKey() {}

  static long of(double value) {
    long bits = Double.doubleToRawLongBits(value + 0.0);
    return bits ^ (bits >> 63 & Long.MAX_VALUE);
  }

  static double value(long key) {
    return Double.longBitsToDouble(key ^ (key >> 63 & Long.MAX_VALUE));
  }

  /**
   * Writes the keys of the finite values in some rows of a numeric or temporal column, as doubles,
   * to the front of an array; gives their number, or -1 when the column holds no numbers.
   */
  static int fillFinite(long[] keys, Column values, int from, int to) {
    boolean complete = values.missingCount() == 0;
    int count = 0;
    if (values instanceof DoubleColumn doubles) {
      for (int row = from; row < to; row++) {
        double value = doubles.at(row);
        if ((complete || !doubles.isMissing(row)) && Math.abs(value) <= Double.MAX_VALUE) {
          keys[count++] = of(value);
        }
      }
    } else if (values instanceof LongColumn longs) {
      for (int row = from; row < to; row++) {
        if (complete || !longs.isMissing(row)) {
          keys[count++] = of((double) longs.at(row));
        }
      }
    } else if (values instanceof DecimalColumn decimals) {
      for (int row = from; row < to; row++) {
        if (complete || !decimals.isMissing(row)) {
          keys[count++] = of(decimals.doubleAt(row));
        }
      }
    } else {
      return -1;
    }
    return count;
  }
}

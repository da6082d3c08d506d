package dev.millrace.duckdb.text;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Searches in byte arrays, eight bytes at a time. */
final class ByteSearch {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGH = 0x8080808080808080L;

  private ByteSearch() {}

  /** Position of the first such byte in {@code from .. to}; {@code to} when there is none. */
  static int first(byte[] data, int from, int to, byte wanted) {
    long pattern = (wanted & 0xffL) * ONES;
    int p = from;
    for (; p <= to - 8; p += 8) {
      long different = (long) LONGS.get(data, p) ^ pattern;
      // High bit set in every byte that is zero; false ones only above a true one.
      long zero = (different - ONES) & ~different & HIGH;
      if (zero != 0) {
        return p + (Long.numberOfTrailingZeros(zero) >> 3);
      }
    }
    for (; p < to; p++) {
      if (data[p] == wanted) {
        return p;
      }
    }
    return to;
  }

  /** Position of the first byte that is one or the other; {@code to} when there is none. */
  static int firstOf(byte[] data, int from, int to, byte one, byte other) {
    long patternOne = (one & 0xffL) * ONES;
    long patternOther = (other & 0xffL) * ONES;
    int p = from;
    for (; p <= to - 8; p += 8) {
      long word = (long) LONGS.get(data, p);
      long differentOne = word ^ patternOne;
      long differentOther = word ^ patternOther;
      long zero =
          ((differentOne - ONES) & ~differentOne | (differentOther - ONES) & ~differentOther)
              & HIGH;
      if (zero != 0) {
        return p + (Long.numberOfTrailingZeros(zero) >> 3);
      }
    }
    for (; p < to; p++) {
      if (data[p] == one || data[p] == other) {
        return p;
      }
    }
    return to;
  }

  /** How often a byte occurs. */
  static int count(byte[] data, int from, int to, byte wanted) {
    int count = 0;
    for (int p = from; p < to; p++) {
      count += data[p] == wanted ? 1 : 0;
    }
    return count;
  }

  /** True when all bytes are ASCII. */
  static boolean isAscii(byte[] data, int from, int to) {
    int p = from;
    for (; p <= to - 8; p += 8) {
      if (((long) LONGS.get(data, p) & HIGH) != 0) {
        return false;
      }
    }
    for (; p < to; p++) {
      if (data[p] < 0) {
        return false;
      }
    }
    return true;
  }
}

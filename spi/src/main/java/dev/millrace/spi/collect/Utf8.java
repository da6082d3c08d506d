package dev.millrace.spi.collect;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Quick questions about UTF-8 bytes, eight at a time. */
final class Utf8 {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
  private static final long LOW_BITS = 0x0101010101010101L;
  private static final long HIGH_BITS = 0x8080808080808080L;
  private static final long SPACES = 0x2020202020202020L;
  private static final int SPACED = 1 << 31;

  private Utf8() {}

  /**
   * Looks at a text once: the number of its code points (bytes that do not continue another;
   * malformed bytes count as found), with the highest bit set when there is a space.
   */
  static int look(byte[] data, int start, int length) {
    int continuing = 0;
    long spaces = 0;
    int left = length;
    int at = start;
    for (; left >= 8; left -= 8, at += 8) {
      long word = (long) LONGS.get(data, at);
      continuing += continuing(word);
      spaces |= zeros(word ^ SPACES);
    }
    if (left > 0) {
      // Zero bytes behind the text neither continue anything nor are spaces.
      long word = prefix(data, at, left);
      continuing += continuing(word);
      spaces |= zeros(word ^ SPACES);
    }
    return length - continuing | (spaces != 0 ? SPACED : 0);
  }

  static int codePoints(int look) {
    return look & ~SPACED;
  }

  static boolean isSpaced(int look) {
    return look < 0;
  }

  private static int continuing(long word) {
    return Long.bitCount((word >>> 7) & (~word >>> 6) & LOW_BITS);
  }

  /**
   * Not zero when a byte is zero: it borrows from its high bit, which no byte below makes it do.
   */
  private static long zeros(long word) {
    return word - LOW_BITS & ~word & HIGH_BITS;
  }

  /** The first eight bytes as one unsigned number, zeros behind; orders texts up to ties. */
  static long prefix(byte[] data, int start, int length) {
    if (start <= data.length - 8) {
      long word = (long) LONGS.get(data, start);
      return length >= 8 ? word : length == 0 ? 0 : word & (-1L << (64 - 8 * length));
    }
    long prefix = 0;
    for (int i = 0; i < 8; i++) {
      prefix = prefix << 8 | (i < length ? data[start + i] & 0xff : 0);
    }
    return prefix;
  }

  /** True when so many bytes are the same in both arrays. */
  static boolean equal(byte[] left, int leftStart, byte[] right, int rightStart, int length) {
    int at = 0;
    for (; at <= length - 8; at += 8) {
      if ((long) LONGS.get(left, leftStart + at) != (long) LONGS.get(right, rightStart + at)) {
        return false;
      }
    }
    return at == length
        || prefix(left, leftStart + at, length - at) == prefix(right, rightStart + at, length - at);
  }

  /** Where the last code point that is whole ends, in text that may have been cut anywhere. */
  static int lastWhole(byte[] text) {
    int lead = text.length - 1;
    while (lead > 0 && (text[lead] & 0xc0) == 0x80) {
      lead--;
    }
    if (lead < 0 || text[lead] >= 0) {
      return text.length;
    }
    // A lead byte starts with as many ones as its code point has bytes.
    int needed = Integer.numberOfLeadingZeros(~(text[lead] << 24));
    return lead + needed <= text.length ? text.length : lead;
  }
}

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

  private Utf8() {}

  /** Number of code points: bytes that do not continue another; malformed bytes count as found. */
  static int codePoints(byte[] data, int start, int length) {
    int continuing = 0;
    int at = start;
    int end = start + length;
    for (; at <= end - 8; at += 8) {
      long word = (long) LONGS.get(data, at);
      continuing += Long.bitCount((word >>> 7) & (~word >>> 6) & LOW_BITS);
    }
    for (; at < end; at++) {
      continuing += (data[at] & 0xc0) == 0x80 ? 1 : 0;
    }
    return length - continuing;
  }

  /** True when there is a space among the bytes. */
  static boolean hasSpace(byte[] data, int start, int length) {
    int at = start;
    int end = start + length;
    for (; at <= end - 8; at += 8) {
      long word = (long) LONGS.get(data, at) ^ SPACES;
      // A byte borrows from its high bit only when it, or one below it, is zero.
      if ((word - LOW_BITS & ~word & HIGH_BITS) != 0) {
        return true;
      }
    }
    for (; at < end; at++) {
      if (data[at] == ' ') {
        return true;
      }
    }
    return false;
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

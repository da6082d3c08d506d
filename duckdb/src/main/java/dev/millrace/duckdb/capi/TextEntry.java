package dev.millrace.duckdb.capi;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * DuckDB's entry of a text, 16 bytes as two little-endian words: in the first one the length (lower
 * half) and the first four bytes; in the second one the next eight bytes or, for texts longer than
 * twelve bytes, the address of all of them.
 */
final class TextEntry {
  static final int BYTES = 16;
  static final int IN_PLACE = 12;

  /** Room that {@link #unpack} may write beyond a text's end. */
  static final int SLACK = 16;

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  private TextEntry() {}

  static int length(long first) {
    return (int) first;
  }

  /** Writes the bytes of an entry kept in place, and some behind them that do not count. */
  static void unpack(long first, long second, byte[] into, int at) {
    INT.set(into, at, (int) (first >>> 32));
    LONG.set(into, at + 4, second);
  }

  /** First word of a text's entry. */
  static long first(byte[] data, int start, int length) {
    return load(data, start, Math.min(length, 4)) << 32 | length;
  }

  /** Second word of the entry of a text kept in place. */
  static long second(byte[] data, int start, int length) {
    return length <= 4 ? 0 : load(data, start + 4, length - 4);
  }

  /** Up to eight bytes, the rest zero. */
  private static long load(byte[] data, int start, int length) {
    if (start + 8 <= data.length) {
      long word = (long) LONG.get(data, start);
      return length == 8 ? word : word & ((1L << (length * 8)) - 1);
    }
    long word = 0;
    for (int i = length - 1; i >= 0; i--) {
      word = word << 8 | data[start + i] & 0xff;
    }
    return word;
  }
}

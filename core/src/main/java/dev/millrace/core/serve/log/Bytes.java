package dev.millrace.core.serve.log;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Little-endian numbers and UTF-8 texts in an array, written without making anything. */
final class Bytes {
  private static final VarHandle SHORTS =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private Bytes() {}

  static int u16(byte[] source, int at) {
    return (short) SHORTS.get(source, at) & 0xffff;
  }

  static int i32(byte[] source, int at) {
    return (int) INTS.get(source, at);
  }

  static long i64(byte[] source, int at) {
    return (long) LONGS.get(source, at);
  }

  static int putShort(byte[] target, int at, int value) {
    SHORTS.set(target, at, (short) value);
    return at + 2;
  }

  static int putInt(byte[] target, int at, int value) {
    INTS.set(target, at, value);
    return at + 4;
  }

  static int putLong(byte[] target, int at, long value) {
    LONGS.set(target, at, value);
    return at + 8;
  }

  /** Bytes of a text with its length before it. Surrogates come in pairs. */
  static int sizeOf(String text) {
    int size = 2;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      // Half of a pair counts two of its four bytes.
      size += c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
    }
    return size;
  }

  static int putText(byte[] target, int at, String text) {
    int to = at + 2;
    for (int i = 0; i < text.length(); i++) {
      int c = text.charAt(i);
      if (c < 0x80) {
        target[to++] = (byte) c;
        continue;
      }
      if (Character.isSurrogate((char) c)) {
        c = Character.toCodePoint((char) c, text.charAt(++i));
        target[to++] = (byte) (0xf0 | c >> 18);
        target[to++] = (byte) (0x80 | c >> 12 & 0x3f);
        target[to++] = (byte) (0x80 | c >> 6 & 0x3f);
      } else if (c < 0x800) {
        target[to++] = (byte) (0xc0 | c >> 6);
      } else {
        target[to++] = (byte) (0xe0 | c >> 12);
        target[to++] = (byte) (0x80 | c >> 6 & 0x3f);
      }
      target[to++] = (byte) (0x80 | c & 0x3f);
    }
    putShort(target, at, to - at - 2);
    return to;
  }
}

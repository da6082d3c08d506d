package dev.millrace.core.serve.log;

import java.nio.charset.StandardCharsets;

/** Reads the body of a frame from front to back; nothing behind its end is touched. */
final class BodyReader {
  private final byte[] source;
  private final int end;
  private int at;

  BodyReader(byte[] source, int from, int length) {
    this.source = source;
    this.at = from;
    this.end = from + length;
  }

  int u8() {
    return source[take(1)] & 0xff;
  }

  int u16() {
    return Bytes.u16(source, take(2));
  }

  int i32() {
    return Bytes.i32(source, take(4));
  }

  long i64() {
    return Bytes.i64(source, take(8));
  }

  double f64() {
    return Double.longBitsToDouble(i64());
  }

  String text() {
    int length = u16();
    return new String(source, take(length), length, StandardCharsets.UTF_8);
  }

  byte[] bytes() {
    int length = i32();
    int from = take(length);
    byte[] copy = new byte[length];
    System.arraycopy(source, from, copy, 0, length);
    return copy;
  }

  void requireEnd() {
    if (at != end) {
      throw new BodyFault((end - at) + " bytes behind the record");
    }
  }

  private int take(int count) {
    if (count < 0 || count > end - at) {
      throw new BodyFault("the record ends too early");
    }
    int from = at;
    at += count;
    return from;
  }
}

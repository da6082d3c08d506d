package dev.millrace.spi.collect;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The smallest or the largest of some texts by their unsigned bytes, over the first 256 bytes. The
 * first 16 bytes are kept as two numbers: they decide nearly always.
 */
final class TextBound {
  static final int BYTES = 256;

  /** 1 keeps the smallest, -1 the largest. */
  private final int sign;

  private boolean known;
  private byte[] bytes = new byte[0];
  private long first;
  private long second;

  private TextBound(int sign) {
    this.sign = sign;
  }

  static TextBound smallest() {
    return new TextBound(1);
  }

  static TextBound largest() {
    return new TextBound(-1);
  }

  /** Takes a text into account; {@code prefix} is its {@link Utf8#prefix}. */
  void offer(byte[] data, int start, int length, long prefix) {
    int order = known ? Long.compareUnsigned(prefix, first) * sign : -1;
    if (order <= 0) {
      offerNear(data, start, length, order);
    }
  }

  private void offerNear(byte[] data, int start, int length, int order) {
    int cut = Math.min(length, BYTES);
    if (order < 0 || compareRest(data, start, cut) * sign < 0) {
      known = true;
      bytes = Arrays.copyOfRange(data, start, start + cut);
      first = Utf8.prefix(bytes, 0, cut);
      second = second(bytes, 0, cut);
    }
  }

  /** Compares a text with the same first eight bytes, zeros behind a short one counted in. */
  private int compareRest(byte[] data, int start, int length) {
    long next = second(data, start, length);
    if (next != second) {
      return Long.compareUnsigned(next, second);
    }
    return length == bytes.length && length <= 16
        ? 0
        : Arrays.compareUnsigned(data, start, start + length, bytes, 0, bytes.length);
  }

  private static long second(byte[] data, int start, int length) {
    return length <= 8 ? 0 : Utf8.prefix(data, start + 8, length - 8);
  }

  void offer(TextBound other) {
    if (other.known) {
      offer(other.bytes, 0, other.bytes.length, other.first);
    }
  }

  /** The text, cut between code points. */
  String text() {
    int end = bytes.length < BYTES ? bytes.length : Utf8.lastWhole(bytes);
    return new String(bytes, 0, end, StandardCharsets.UTF_8);
  }

  void write(DataOutput out) throws IOException {
    out.writeShort(known ? bytes.length : -1);
    out.write(bytes);
  }

  /** Reads into a bound that knows nothing yet. */
  void read(DataInput in) throws IOException {
    int length = in.readShort();
    if (length >= 0) {
      byte[] text = new byte[length];
      in.readFully(text);
      offer(text, 0, length, Utf8.prefix(text, 0, length));
    }
  }
}

package dev.millrace.model.xgboost;

import dev.millrace.error.MillraceException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** The bytes of a UBJSON document, read from front to back; never past the end. */
final class UbjsonBytes {
  private final ByteBuffer in;

  UbjsonBytes(byte[] bytes) {
    in = ByteBuffer.wrap(bytes);
  }

  int position() {
    return in.position();
  }

  int remaining() {
    return in.remaining();
  }

  /** The next marker, after any number of no-ops. */
  byte marker() {
    passNothings();
    need(1);
    return in.get();
  }

  /** Passes over no-op markers. */
  void passNothings() {
    while (in.hasRemaining() && in.get(in.position()) == 'N') {
      in.get();
    }
  }

  /** Takes the next byte when it is this one. */
  boolean takeIf(char wanted) {
    boolean is = in.hasRemaining() && in.get(in.position()) == wanted;
    if (is) {
      in.get();
    }
    return is;
  }

  /** A length or count: a whole number with its marker in front, not negative. */
  long length() {
    need(1);
    byte type = in.get();
    long length = type == 'T' || type == 'F' ? -1 : whole(type);
    if (length < 0) {
      throw ModelFile.corrupt("a length below zero or of no whole number at byte " + position());
    }
    return length;
  }

  String utf8(long length) {
    need(length);
    String text = new String(in.array(), in.position(), (int) length, StandardCharsets.UTF_8);
    in.position(in.position() + (int) length);
    return text;
  }

  void pass(long length) {
    need(length);
    in.position(in.position() + (int) length);
  }

  /** A whole number of this type; true is 1 and false 0. */
  long whole(byte type) {
    need(sizeOf(type));
    return switch (type) {
      case 'i' -> in.get();
      case 'U' -> in.get() & 0xff;
      case 'I' -> in.getShort();
      case 'l' -> in.getInt();
      case 'L' -> in.getLong();
      case 'T' -> 1;
      case 'F' -> 0;
      default -> throw unexpected(type, "a whole number");
    };
  }

  /** A number of this type, whole or not. */
  double real(byte type) {
    need(sizeOf(type));
    return switch (type) {
      case 'd' -> in.getFloat();
      case 'D' -> in.getDouble();
      case 'T', 'F' -> throw unexpected(type, "a number");
      default -> whole(type);
    };
  }

  /** Bytes a value of this type takes; texts and containers have no one size. */
  static int sizeOf(byte type) {
    return switch (type) {
      case 'Z', 'T', 'F' -> 0;
      case 'i', 'U', 'C' -> 1;
      case 'I' -> 2;
      case 'l', 'd' -> 4;
      case 'L', 'D' -> 8;
      default -> throw unexpected(type, "a value");
    };
  }

  private void need(long bytes) {
    if (bytes > in.remaining()) {
      throw ModelFile.corrupt("it is cut off at byte " + (position() + in.remaining()));
    }
  }

  private static MillraceException unexpected(byte type, String expected) {
    return ModelFile.corrupt("expected " + expected + ", found the marker " + (type & 0xff));
  }
}

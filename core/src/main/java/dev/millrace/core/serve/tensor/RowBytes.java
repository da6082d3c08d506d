package dev.millrace.core.serve.tensor;

import dev.millrace.json.CanonicalJson;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bytes of JSON that grow. Not thread-safe. */
public final class RowBytes {
  private byte[] bytes;
  private int length;

  RowBytes(int room) {
    this.bytes = new byte[Math.max(64, room)];
  }

  /** Appends a character of ASCII. */
  public RowBytes ascii(char c) {
    room(1);
    bytes[length++] = (byte) c;
    return this;
  }

  /** Appends a text of ASCII as it is. */
  @SuppressWarnings("deprecation") // the high bytes are dropped on purpose: there are none
  public RowBytes ascii(String text) {
    room(text.length());
    text.getBytes(0, text.length(), bytes, length);
    length += text.length();
    return this;
  }

  /** Copies bytes as they are. */
  public RowBytes copy(byte[] source, int from, int to) {
    room(to - from);
    System.arraycopy(source, from, bytes, length, to - from);
    length += to - from;
    return this;
  }

  /** A JSON text with its quotes. */
  public RowBytes quoted(String text) {
    if (isPlain(text)) {
      return ascii('"').ascii(text).ascii('"');
    }
    StringBuilder quoted = new StringBuilder(text.length() + 2);
    CanonicalJson.quote(text, quoted);
    byte[] utf8 = quoted.toString().getBytes(StandardCharsets.UTF_8);
    return copy(utf8, 0, utf8.length);
  }

  private static boolean isPlain(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' || c > '~' || c == '"' || c == '\\') {
        return false;
      }
    }
    return true;
  }

  byte[] toBytes() {
    return Arrays.copyOf(bytes, length);
  }

  private void room(int more) {
    if (bytes.length - length < more) {
      bytes = Arrays.copyOf(bytes, Math.max(Math.addExact(length, more), bytes.length * 2));
    }
  }
}

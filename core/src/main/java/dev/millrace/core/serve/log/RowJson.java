package dev.millrace.core.serve.log;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The raw row of a request: a stretch of UTF-8 bytes that are one JSON object. Immutable. */
public final class RowJson {
  private final byte[] bytes;
  private final int from;
  private final int length;

  private RowJson(byte[] bytes, int from, int length) {
    this.bytes = bytes;
    this.from = from;
    this.length = length;
  }

  /** A view of a request's body, which nobody changes until the record is in the log. */
  public static RowJson view(byte[] bytes, int from, int length) {
    if (from < 0 || length < 0 || from > bytes.length - length) {
      throw new IllegalArgumentException(
          "no stretch of " + length + " bytes from " + from + " in " + bytes.length);
    }
    return new RowJson(bytes, from, length);
  }

  public static RowJson of(String json) {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    return new RowJson(bytes, 0, bytes.length);
  }

  public int length() {
    return length;
  }

  public String text() {
    return new String(bytes, from, length, StandardCharsets.UTF_8);
  }

  /** A copy. */
  public byte[] bytes() {
    return Arrays.copyOfRange(bytes, from, from + length);
  }

  int write(byte[] target, int at) {
    System.arraycopy(bytes, from, target, at, length);
    return at + length;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RowJson row
        && Arrays.equals(bytes, from, from + length, row.bytes, row.from, row.from + row.length);
  }

  @Override
  public int hashCode() {
    int hash = 1;
    for (int i = 0; i < length; i++) {
      hash = 31 * hash + bytes[from + i];
    }
    return hash;
  }

  @Override
  public String toString() {
    return length + " bytes of JSON";
  }
}

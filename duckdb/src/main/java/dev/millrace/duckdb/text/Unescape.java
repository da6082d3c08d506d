package dev.millrace.duckdb.text;

/** Makes doubled quotes single ones. Not thread-safe; the bytes stay until the next copy. */
final class Unescape {
  private byte[] bytes = new byte[256];

  /** Copies a field to the start of {@link #bytes}; gives its length there. */
  int copy(byte[] data, int from, int to) {
    if (bytes.length < to - from) {
      bytes = new byte[to - from];
    }
    int end = 0;
    for (int i = from; i < to; i++) {
      bytes[end++] = data[i];
      if (data[i] == Dialect.QUOTE) {
        i++;
      }
    }
    return end;
  }

  byte[] bytes() {
    return bytes;
  }
}

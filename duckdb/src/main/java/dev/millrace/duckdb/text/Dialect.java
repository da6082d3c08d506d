package dev.millrace.duckdb.text;

/**
 * How fields and records of a file end.
 *
 * @param separator one ASCII character between fields
 * @param lineEnd {@code \n}, an {@code \r} before it being part of the line end, or {@code \r} in
 *     files that have no {@code \n}
 */
record Dialect(byte separator, byte lineEnd) {
  static final byte QUOTE = '"';
  static final byte LF = '\n';
  static final byte CR = '\r';

  Dialect withSeparator(byte other) {
    return new Dialect(other, lineEnd);
  }
}

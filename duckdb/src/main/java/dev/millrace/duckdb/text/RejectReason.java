package dev.millrace.duckdb.text;

import dev.millrace.column.ColumnType;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Stable short reasons why a record is rejected: the keys of the ledger. */
final class RejectReason {
  static final String TOO_FEW_FIELDS = "too few fields";
  static final String TOO_MANY_FIELDS = "too many fields";
  static final String AFTER_QUOTE = "text after a closing quote";
  static final String OPEN_QUOTE = "quote not closed";
  static final String TOO_LONG = "record too long";
  static final String ENCODING = "not utf-8";
  static final String ZERO = "zero byte";
  static final String NO_OBJECT = "no json object";
  static final String NOT_CLOSED = "json object not closed";
  static final String NOT_JSON = "not json";
  static final String NAME_TWICE = "a name twice";
  static final String NO_NAME = "a name no column can have";
  static final String TOO_DEEP = "nested too deeply";

  /** Raw bytes of a rejected record that are kept. */
  private static final int LONGEST_RAW = 64 << 10;

  private RejectReason() {}

  /** What is wrong with the bytes of a record as text; null when nothing is. */
  static @Nullable String ofText(byte[] data, int from, int to) {
    if (ByteSearch.first(data, from, to, (byte) 0) < to) {
      return ZERO;
    }
    return Utf8.isWellFormed(data, from, to) ? null : ENCODING;
  }

  /** What is kept of a rejected record, to show it. */
  static String raw(byte[] data, int from, int to) {
    return new String(data, from, Math.min(to - from, LONGEST_RAW), StandardCharsets.UTF_8);
  }

  static String notOf(ColumnType type) {
    return "not " + type.text();
  }
}

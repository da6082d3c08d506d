package dev.millrace.duckdb.csv;

import dev.millrace.column.ColumnType;
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

  private RejectReason() {}

  /** What is wrong with the bytes of a record as text; null when nothing is. */
  static @Nullable String ofText(byte[] data, int from, int to) {
    if (ByteSearch.first(data, from, to, (byte) 0) < to) {
      return ZERO;
    }
    return Utf8.isWellFormed(data, from, to) ? null : ENCODING;
  }

  static String notOf(ColumnType type) {
    return "not " + type.text();
  }
}

package dev.millrace.duckdb.csv;

import dev.millrace.column.ColumnType;

/** Stable short reasons why a record is rejected: the keys of the ledger. */
final class RejectReason {
  static final String TOO_FEW_FIELDS = "too few fields";
  static final String TOO_MANY_FIELDS = "too many fields";
  static final String AFTER_QUOTE = "text after a closing quote";
  static final String OPEN_QUOTE = "quote not closed";
  static final String TOO_LONG = "record too long";
  static final String ENCODING = "not utf-8";

  private RejectReason() {}

  static String notOf(ColumnType type) {
    return "not " + type.text();
  }
}

package dev.millrace.duckdb.text;

import java.util.List;

/** Texts that people write where a value is missing. */
final class KnownMarks {
  /** The empty text is one when it is quoted, or white space alone. */
  static final List<String> TEXTS =
      List.of(
          "", "?", "NA", "N/A", "n/a", "na", "#N/A", "<NA>", "NaT", "NULL", "null", "Null", "None",
          "none", "nil", "\\N", "-", "--", ".", "unknown", "Unknown", "UNKNOWN", "missing");

  private KnownMarks() {}
}

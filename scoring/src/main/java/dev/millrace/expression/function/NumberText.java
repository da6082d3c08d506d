package dev.millrace.expression.function;

import dev.millrace.column.BytesColumn;
import dev.millrace.column.Column;
import dev.millrace.column.ColumnType;

/** Numbers read from texts; missing where the text is not exactly one number. */
final class NumberText {
  private static final int LONGEST_WHOLE = 20;

  private NumberText() {}

  /** INT64 from an optional sign and decimal digits. */
  static Column toLong(Column texts) {
    BytesColumn column = (BytesColumn) texts;
    return Entries.longs(
        column,
        ColumnType.INT64,
        (entry, row, out) -> {
          String text = column.entryText(entry);
          if (text.length() > LONGEST_WHOLE || !isWhole(text)) {
            out.missing(row);
            return;
          }
          try {
            out.set(row, Long.parseLong(text));
          } catch (NumberFormatException beyondRange) {
            out.missing(row);
          }
        });
  }

  /**
   * The nearest FLOAT64 to a decimal number with optional fraction and exponent; also {@code NaN},
   * {@code Infinity} and {@code -Infinity}. Missing for numbers beyond its range.
   */
  static Column toDouble(Column texts) {
    BytesColumn column = (BytesColumn) texts;
    return Entries.doubles(
        column,
        (entry, row, out) -> {
          String text = column.entryText(entry);
          if (text.equals("NaN") || text.equals("Infinity") || text.equals("-Infinity")) {
            out.set(row, Double.parseDouble(text));
          } else if (isDecimal(text) && Double.isFinite(Double.parseDouble(text))) {
            out.set(row, Double.parseDouble(text));
          } else {
            out.missing(row);
          }
        });
  }

  private static boolean isWhole(String text) {
    int from = afterSign(text, 0);
    return from < text.length() && afterDigits(text, from) == text.length();
  }

  private static boolean isDecimal(String text) {
    int whole = afterSign(text, 0);
    int end = afterDigits(text, whole);
    int digits = end - whole;
    if (end < text.length() && text.charAt(end) == '.') {
      int fraction = end + 1;
      end = afterDigits(text, fraction);
      digits += end - fraction;
    }
    if (digits == 0) {
      return false;
    }
    if (end < text.length() && (text.charAt(end) | 0x20) == 'e') {
      int exponent = afterSign(text, end + 1);
      end = afterDigits(text, exponent);
      return end > exponent && end == text.length();
    }
    return end == text.length();
  }

  private static int afterSign(String text, int at) {
    return at < text.length() && (text.charAt(at) == '-' || text.charAt(at) == '+') ? at + 1 : at;
  }

  private static int afterDigits(String text, int at) {
    int end = at;
    while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
      end++;
    }
    return end;
  }
}

package dev.millrace.column;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the canonical text form of a column type. */
final class ColumnTypeText {
  private static final Pattern DECIMAL = Pattern.compile("decimal\\((\\d{1,2}),(\\d{1,2})\\)");
  private static final Pattern VECTOR = Pattern.compile("vector\\((\\d{1,7})\\)");

  private ColumnTypeText() {}

  static ColumnType parse(String text) {
    for (ColumnType.Plain plain : ColumnType.Plain.values()) {
      if (plain.text().equals(text)) {
        return plain;
      }
    }
    Matcher decimal = DECIMAL.matcher(text);
    if (decimal.matches()) {
      return new ColumnType.Decimal(
          Integer.parseInt(decimal.group(1)), Integer.parseInt(decimal.group(2)));
    }
    Matcher vector = VECTOR.matcher(text);
    if (vector.matches()) {
      return new ColumnType.FixedVector(Integer.parseInt(vector.group(1)));
    }
    if (text.startsWith("list<") && text.endsWith(">")) {
      return new ColumnType.ListOf(parse(text.substring(5, text.length() - 1)));
    }
    throw new IllegalArgumentException("unknown column type '" + text + "'");
  }
}

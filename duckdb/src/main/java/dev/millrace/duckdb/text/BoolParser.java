package dev.millrace.duckdb.text;

import dev.millrace.column.BoolColumn;
import dev.millrace.column.Column;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;

/** BOOL: true or false, t or f, yes or no, y or n, 1 or 0, in any case. */
final class BoolParser extends FieldParser {
  private static final int LONGEST = 16;
  private static final Set<String> TRUE = Set.of("true", "t", "yes", "y", "1");
  private static final Set<String> FALSE = Set.of("false", "f", "no", "n", "0");

  private final boolean[] values;

  BoolParser(int capacity) {
    super(capacity);
    values = new boolean[capacity];
  }

  @Override
  boolean parse(int row, byte[] data, int from, int to) {
    if (to - from > LONGEST) {
      return false;
    }
    String word = new String(data, from, to - from, StandardCharsets.UTF_8).strip();
    String lower = word.toLowerCase(Locale.ROOT);
    values[row] = TRUE.contains(lower);
    return values[row] || FALSE.contains(lower);
  }

  @Override
  Column column(int rows) {
    return BoolColumn.owning(values, validity(rows));
  }
}

package dev.millrace.core.evaluate;

import dev.millrace.category.CategoryCursor;
import dev.millrace.column.Batch;
import dev.millrace.column.Column;
import dev.millrace.column.ColumnName;
import dev.millrace.error.ErrorCode;
import dev.millrace.error.Problem;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The value by which a row is sliced, as text. */
final class SliceValues {
  static final String MISSING = "(missing)";
  private static final int LONGEST = 200;

  private SliceValues() {}

  /** Values of a column; a column that has no categories is refused. */
  static String[] of(Batch rows, String slice) {
    Column column = rows.column(new ColumnName(slice));
    if (!CategoryCursor.reads(column.type())) {
      throw Problem.of(ErrorCode.CONFIG_VALUE_INVALID, "rows cannot be sliced by this column")
          .at("evaluate.slices " + slice)
          .found(column.type().text())
          .allowed("text, whole numbers, numbers, booleans, dates")
          .asException();
    }
    CategoryCursor cursor = CategoryCursor.over(column);
    String[] values = new String[rows.rows()];
    byte[] last = new byte[0];
    String text = "";
    for (int row = 0; row < values.length; row++) {
      if (!cursor.moveTo(row)) {
        values[row] = MISSING;
        continue;
      }
      int end = cursor.start() + Math.min(cursor.length(), LONGEST);
      if (!Arrays.equals(last, 0, last.length, cursor.bytes(), cursor.start(), end)) {
        last = Arrays.copyOfRange(cursor.bytes(), cursor.start(), end);
        text = new String(last, StandardCharsets.UTF_8);
      }
      values[row] = text;
    }
    return values;
  }
}

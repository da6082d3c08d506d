package dev.millrace.expression.function;

import dev.millrace.category.CategoryCursor;
import dev.millrace.column.Column;
import dev.millrace.column.ColumnType;
import dev.millrace.column.DoubleColumn;
import dev.millrace.column.LongColumn;
import java.time.Instant;

/** Values written as texts, the same on every Java version. */
final class ValueText {
  private ValueText() {}

  /**
   * Numbers, dates and truth values as {@link CategoryCursor} writes them, so that a text and a
   * category never differ, and NaN as {@code NaN}; other times in ISO 8601 with seconds, INSTANT in
   * UTC with Z.
   */
  static Column of(Column values) {
    return CategoryCursor.reads(values.type()) ? ofCategories(values) : ofTimes(values);
  }

  private static Column ofCategories(Column values) {
    CategoryCursor cursor = CategoryCursor.over(values);
    TextBuilder out = new TextBuilder(values.validity());
    for (int row = 0; row < out.rows(); row++) {
      if (cursor.moveTo(row)) {
        out.append(cursor.bytes(), cursor.start(), cursor.length());
      } else if (values instanceof DoubleColumn) {
        out.append("NaN");
      } else {
        out.missing(row);
      }
      out.end(row);
    }
    return out.column();
  }

  private static Column ofTimes(Column values) {
    LongColumn column = (LongColumn) values;
    TextBuilder out = new TextBuilder(column.validity());
    for (int row = 0; row < out.rows(); row++) {
      if (!out.isMissing(row)) {
        long seconds = Math.floorDiv(column.at(row), Times.SECOND);
        long nanos = Math.floorMod(column.at(row), Times.SECOND) * 1_000;
        String text = Instant.ofEpochSecond(seconds, nanos).toString();
        boolean zone = column.type().equals(ColumnType.INSTANT);
        out.append(zone ? text : text.substring(0, text.length() - 1));
      }
      out.end(row);
    }
    return out.column();
  }
}

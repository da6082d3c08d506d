package dev.millrace.duckdb.text;

import dev.millrace.column.BytesColumn;
import dev.millrace.column.Column;
import dev.millrace.column.ColumnType;
import dev.millrace.spi.engine.LandingColumn;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.IntFunction;

/** Reads the values of a column that are texts by the same rules as the fields of a file. */
public final class TextValues {
  private final LandingColumn column;
  private final Marks marks;

  /** Values that land as this column; texts that are marks are missing. */
  public TextValues(LandingColumn column, List<String> moreMarks) {
    List<String> texts = new ArrayList<>(column.missingMarks());
    texts.addAll(moreMarks);
    this.column = column;
    this.marks = new Marks(texts);
  }

  /**
   * Reads a column of values.
   *
   * @param text text of a row that is not missing
   * @param unreadable gets the rows whose text is no value of the type
   */
  public Column read(Column values, IntFunction<String> text, BitSet unreadable) {
    FieldParser parser = FieldParser.of(column, Math.max(1, values.rows()));
    for (int row = 0; row < values.rows(); row++) {
      if (values.isMissing(row)) {
        parser.putMissing(row);
        continue;
      }
      byte[] bytes = bytes(values, text, row);
      int from = values instanceof BytesColumn own ? own.startAt(row) : 0;
      int to = values instanceof BytesColumn own ? from + own.lengthAt(row) : bytes.length;
      if (marks.contains(bytes, from, to)) {
        parser.putMissing(row);
      } else if (!Utf8.isWellFormed(bytes, from, to) || !parser.put(row, bytes, from, to)) {
        parser.putMissing(row);
        unreadable.set(row);
      }
    }
    return parser.column(values.rows());
  }

  private static byte[] bytes(Column values, IntFunction<String> text, int row) {
    return values instanceof BytesColumn own
        ? own.data()
        : text.apply(row).getBytes(StandardCharsets.UTF_8);
  }

  /** True when every text that is not missing is well-formed UTF-8. */
  public static boolean areUtf8(BytesColumn texts) {
    for (int row = 0; row < texts.rows(); row++) {
      int from = texts.startAt(row);
      if (!texts.isMissing(row)
          && !Utf8.isWellFormed(texts.data(), from, from + texts.lengthAt(row))) {
        return false;
      }
    }
    return true;
  }

  /** Reason for rows that cannot be read. */
  public static String reason(ColumnType type) {
    return RejectReason.notOf(type);
  }
}

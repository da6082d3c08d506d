package dev.millrace.testkit.table;

import dev.millrace.column.Batch;
import dev.millrace.column.BoolColumn;
import dev.millrace.column.BytesColumn;
import dev.millrace.column.Column;
import dev.millrace.column.ColumnType;
import dev.millrace.column.DecimalColumn;
import dev.millrace.column.DoubleColumn;
import dev.millrace.column.ListColumn;
import dev.millrace.column.LongColumn;
import dev.millrace.column.VectorColumn;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Batches as plain Java values, slow and obvious. A missing value is null; otherwise BOOL is
 * Boolean; INT64 and times are Long; FLOAT64 is Double; DECIMAL is BigDecimal; UTF8 and BLOB_REF
 * are String; BYTES is a String of lower-case hex digits; lists and vectors are List. Values
 * compare with {@code equals}.
 */
public final class Cells {
  private Cells() {}

  /** Value of one row of a column; null when missing. */
  public static @Nullable Object at(Column column, int row) {
    if (column.isMissing(row)) {
      return null;
    }
    return switch (column) {
      case BoolColumn bools -> bools.at(row);
      case LongColumn longs -> longs.at(row);
      case DoubleColumn doubles -> doubles.at(row);
      case DecimalColumn decimals -> decimals.at(row);
      case BytesColumn bytes ->
          bytes.type().equals(ColumnType.BYTES) ? hexAt(bytes, row) : bytes.textAt(row);
      case ListColumn list -> slice(list.elements(), list.startAt(row), list.lengthAt(row));
      case VectorColumn vector -> vectorAt(vector, row);
    };
  }

  /** Values of one row of a batch, in column order. */
  public static List<@Nullable Object> row(Batch batch, int row) {
    List<@Nullable Object> cells = new ArrayList<>();
    for (int position = 0; position < batch.fields().size(); position++) {
      cells.add(at(batch.column(position), row));
    }
    return cells;
  }

  /** All rows of a batch. */
  public static List<List<@Nullable Object>> rows(Batch batch) {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (int row = 0; row < batch.rows(); row++) {
      rows.add(row(batch, row));
    }
    return rows;
  }

  private static String hexAt(BytesColumn column, int row) {
    int start = column.startAt(row);
    return HexFormat.of().formatHex(column.data(), start, start + column.lengthAt(row));
  }

  private static List<@Nullable Object> slice(Column elements, int start, int length) {
    List<@Nullable Object> values = new ArrayList<>();
    for (int i = start; i < start + length; i++) {
      values.add(at(elements, i));
    }
    return values;
  }

  private static List<Float> vectorAt(VectorColumn column, int row) {
    int length = ((ColumnType.FixedVector) column.type()).length();
    List<Float> values = new ArrayList<>();
    for (int i = 0; i < length; i++) {
      values.add(column.at(row, i));
    }
    return values;
  }
}

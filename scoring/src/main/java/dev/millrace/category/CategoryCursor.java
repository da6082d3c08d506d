package dev.millrace.category;

import dev.millrace.column.BoolColumn;
import dev.millrace.column.BytesColumn;
import dev.millrace.column.Column;
import dev.millrace.column.ColumnType;
import dev.millrace.column.DecimalColumn;
import dev.millrace.column.DoubleColumn;
import dev.millrace.column.LongColumn;
import java.time.LocalDate;
import java.time.temporal.ChronoField;

/**
 * Walks the cells of one column and shows each as the canonical bytes of its category, so that the
 * same category has the same bytes whatever type a span of the data gave it:
 *
 * <ul>
 *   <li>UTF8: the bytes as they are, without trimming, case folding or Unicode normalization; the
 *       empty text is a category;
 *   <li>INT64: decimal digits; {@code 3} is {@code "3"};
 *   <li>FLOAT64: a whole number within the range of INT64 reads as that integer ({@code 3.0} is
 *       {@code "3"}, {@code -0.0} is {@code "0"}), any other finite one as the fewest digits that
 *       read back as it; the infinities are {@code "Infinity"} and {@code "-Infinity"}; NaN is no
 *       category and reads as missing;
 *   <li>DECIMAL: trailing zeros dropped; {@code 3.00} is {@code "3"};
 *   <li>BOOL: {@code "true"} and {@code "false"};
 *   <li>DATE: ISO 8601, {@code "2020-01-31"}; days beyond the years of {@link LocalDate} read as
 *       missing.
 * </ul>
 *
 * <p>Holds the position it is at: one thread, one batch.
 */
public abstract class CategoryCursor {
  private static final byte[] NOTHING = new byte[0];

  byte[] bytes = NOTHING;
  int start;
  int length;

  CategoryCursor() {}

  /** True for the types whose cells can be categories. */
  public static boolean reads(ColumnType type) {
    return type.equals(ColumnType.UTF8)
        || type.equals(ColumnType.BOOL)
        || type.equals(ColumnType.DATE)
        || type.isNumeric();
  }

  /** A cursor before the first row; the column's type must be one that {@link #reads}. */
  public static CategoryCursor over(Column column) {
    if (!reads(column.type())) {
      throw new IllegalArgumentException("no categories in a column of " + column.type().text());
    }
    if (column instanceof BytesColumn text) {
      return new OfText(text);
    }
    if (column instanceof LongColumn whole) {
      return column.type().equals(ColumnType.DATE) ? new OfDates(whole) : new OfLongs(whole);
    }
    if (column instanceof DoubleColumn real) {
      return new OfDoubles(real);
    }
    if (column instanceof DecimalColumn decimal) {
      return new OfDecimals(decimal);
    }
    return new OfBools((BoolColumn) column);
  }

  /** Goes to a row; false when it holds no category. */
  public abstract boolean moveTo(int row);

  /** Array that holds the bytes of the row last moved to; for reading only. */
  public final byte[] bytes() {
    return bytes;
  }

  /** Where they start. */
  public final int start() {
    return start;
  }

  /** How many they are. */
  public final int length() {
    return length;
  }

  final boolean show(byte[] text) {
    bytes = text;
    start = 0;
    length = text.length;
    return true;
  }

  final boolean showWhole(long value, byte[] scratch) {
    bytes = scratch;
    start = NumberText.writeWhole(value, scratch);
    length = scratch.length - start;
    return true;
  }

  private static final class OfText extends CategoryCursor {
    private final BytesColumn column;

    OfText(BytesColumn column) {
      this.column = column;
      this.bytes = column.data();
    }

    @Override
    public boolean moveTo(int row) {
      if (column.isMissing(row)) {
        return false;
      }
      start = column.startAt(row);
      length = column.lengthAt(row);
      return true;
    }
  }

  private static final class OfLongs extends CategoryCursor {
    private final LongColumn column;
    private final byte[] scratch = new byte[NumberText.LONGEST_WHOLE];

    OfLongs(LongColumn column) {
      this.column = column;
    }

    @Override
    public boolean moveTo(int row) {
      return !column.isMissing(row) && showWhole(column.at(row), scratch);
    }
  }

  private static final class OfDates extends CategoryCursor {
    private final LongColumn column;

    OfDates(LongColumn column) {
      this.column = column;
    }

    @Override
    public boolean moveTo(int row) {
      return !column.isMissing(row)
          && ChronoField.EPOCH_DAY.range().isValidValue(column.at(row))
          && show(NumberText.ascii(LocalDate.ofEpochDay(column.at(row)).toString()));
    }
  }

  private static final class OfDoubles extends CategoryCursor {
    private final DoubleColumn column;
    private final byte[] scratch = new byte[NumberText.LONGEST_WHOLE];

    OfDoubles(DoubleColumn column) {
      this.column = column;
    }

    @Override
    public boolean moveTo(int row) {
      double value = column.at(row);
      if (column.isMissing(row) || Double.isNaN(value)) {
        return false;
      }
      return NumberText.isWhole(value)
          ? showWhole((long) value, scratch)
          : show(NumberText.ofFraction(value));
    }
  }

  private static final class OfDecimals extends CategoryCursor {
    private final DecimalColumn column;

    OfDecimals(DecimalColumn column) {
      this.column = column;
    }

    @Override
    public boolean moveTo(int row) {
      return !column.isMissing(row) && show(NumberText.ofDecimal(column.at(row)));
    }
  }

  private static final class OfBools extends CategoryCursor {
    private static final byte[] TRUE = NumberText.ascii("true");
    private static final byte[] FALSE = NumberText.ascii("false");

    private final BoolColumn column;

    OfBools(BoolColumn column) {
      this.column = column;
    }

    @Override
    public boolean moveTo(int row) {
      return !column.isMissing(row) && show(column.at(row) ? TRUE : FALSE);
    }
  }
}
